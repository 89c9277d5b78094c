import { completeDomain, type DomainConfig } from '@virt/core/config'
import { parseConfigFile, type ConfigFile } from '../file/index.js'
import { checkWritable } from './check-writable.js'
import { guestOfConfig, guestOfFile, osTypes } from './form.js'
import { merged } from './merge.js'
import { rewritten, type Written } from './rewrite.js'
import { Settings } from './settings.js'
import type { Entries, Form, Topic } from './topic.js'

export interface ReadOptions {
  /** xend's configuration format (`xend_config_format`): 1 is Xen 3.0.2, 2 is 3.0.3, 3 is 3.0.4, 4 is 3.1 and everything since. */
  readonly configVersion?: number
  /** For a file that does not name its domain: the file's own name, as xm has it. */
  readonly name?: string
  /** libvirt's name of the guest's architecture. The files do not say. */
  readonly arch?: string
}

export interface WriteOptions {
  /** As for reading. */
  readonly configVersion?: number
  /** A file to change. What it says in other words, what no part of a configuration stands for, and comments stay as they are. */
  readonly into?: string | ConfigFile
}

/** One of the notations: what its files say, topic by topic, in the order in which they are written. */
export interface Dialect {
  readonly name: Form['dialect']
  readonly topics: readonly Topic[]
  /** What the files do not say. */
  readonly arch: string
  /** Adds what every guest has, said or not. */
  readonly filledIn: (domain: DomainConfig, version: number) => DomainConfig
}

const latest = 4

export function domainFromFile(
  { name: dialect, topics, arch, filledIn }: Dialect,
  text: string | ConfigFile,
  options: ReadOptions,
): DomainConfig {
  const version = options.configVersion ?? latest
  const settings = settingsOf(text)
  const guest = guestOfFile(settings, dialect)
  const { os, ...rest } = merged(topics.map((topic) => topic.read(settings, { dialect, version, guest })))
  const config = {
    type: 'xen',
    name: options.name ?? '',
    ...rest,
    os: { ...os, type: { ...osTypes[guest], arch: options.arch ?? arch } },
  } as DomainConfig
  return completeDomain(filledIn(config, version))
}

export function domainToFile(dialect: Dialect, config: DomainConfig, options: WriteOptions): ConfigFile {
  const { configVersion = latest, into } = options
  const whole = completeDomain(config)
  checkWritable(whole, dialect.name)
  const after = written(dialect, whole, configVersion)
  if (into === undefined) return rewritten(parseConfigFile(''), dialect.topics, undefined, after)
  const file = fileOf(into)
  return rewritten(file, dialect.topics, saidBy(dialect, file, configVersion), after)
}

function written({ name: dialect, topics }: Dialect, config: DomainConfig, version: number): Written {
  const guest = guestOfConfig(config)
  const entries = (topic: Topic): Entries => topic.write(config, { dialect, version, guest })
  return new Map(topics.map((topic) => [topic, entries(topic)]))
}

/** What we would write for what the file says; unknown when it says what cannot be. */
function saidBy(dialect: Dialect, file: ConfigFile, configVersion: number): Written | undefined {
  try {
    const config = domainFromFile(dialect, file, { configVersion, name: 'unnamed' })
    return written(dialect, config, configVersion)
  } catch {
    return undefined
  }
}

function settingsOf(text: string | ConfigFile): Settings {
  return new Settings(fileOf(text))
}

function fileOf(text: string | ConfigFile): ConfigFile {
  return typeof text === 'string' ? parseConfigFile(text) : text
}
