import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Warn } from '../engine/warn.js'
import {
  removeUnfinished,
  stageDurably,
  syncDirectory,
  writeDurably,
  type StagedFile,
} from './atomic-write.js'
import { checkName } from './domain-name.js'
import { setAside } from './set-aside.js'

/** How definitions of one kind are written and read. */
export interface DefinitionFormat<T> {
  readonly parse: (xml: string) => T
  readonly format: (config: T) => string
}

/** The persistent definitions of one kind: one `NAME.xml` each, in libvirt's format. */
export class Definitions<T extends { readonly name: string }> {
  readonly #directory: string
  readonly #format: DefinitionFormat<T>
  readonly #warn: Warn

  constructor(directory: string, format: DefinitionFormat<T>, warn: Warn) {
    this.#directory = directory
    this.#format = format
    this.#warn = warn
  }

  path(name: string): string {
    checkName(name)
    return join(this.#directory, `${name}.xml`)
  }

  /** Every usable definition. Others are set aside with a warning. */
  load(): T[] {
    removeUnfinished(this.#directory)
    const files = readdirSync(this.#directory).filter((file) => file.endsWith('.xml'))
    return files
      .sort()
      .map((file) => this.#read(join(this.#directory, file)))
      .filter((config) => config !== undefined)
  }

  /** When it was written, in nanoseconds since 1970. */
  writtenAt(name: string): bigint {
    return statSync(this.path(name), { bigint: true }).mtimeNs
  }

  async save(config: T): Promise<void> {
    await writeDurably(this.path(config.name), this.#format.format(config))
  }

  /** Have a definition ready to replace the one of its name. */
  stage(config: T): Promise<StagedFile> {
    return stageDurably(this.path(config.name), this.#format.format(config))
  }

  /** Without waiting for the disk: a power cut may bring it back, whole. */
  remove(name: string): void {
    rmSync(this.path(name), { force: true })
  }

  /** Wait until a power cut brings back nothing that was removed. */
  removed(): Promise<void> {
    return syncDirectory(this.#directory)
  }

  #read(path: string): T | undefined {
    try {
      const config = this.#format.parse(readFileSync(path, 'utf8'))
      if (`${config.name}.xml` !== basename(path)) throw new Error(`it defines '${config.name}'`)
      return config
    } catch (error) {
      setAside(path, error, this.#warn)
      return undefined
    }
  }
}
