import { randomUUID } from 'node:crypto'
import type { DomainConfig } from '@virt/core/config'
import { dialectOf, hostDialect } from './dialect.js'
import type { Definition } from './directory/definition.js'
import { type ConfigFile, parseConfigFile } from './file/index.js'
import { refusal } from './refusal.js'

/** The text of a new file. */
export function newText(config: DomainConfig): string {
  return verified(hostDialect().write({ ...config, uuid: config.uuid ?? randomUUID() }), config)
}

/** The text of a file that is to say something else. What it says in other words, or of other things, stays. */
export function rewrittenText({ file }: Definition, config: DomainConfig): string {
  return verified(dialectOf(file).write(config, { into: file }), config)
}

/** What is written must define the same domain when it is read. */
function verified(written: ConfigFile, { name, uuid }: DomainConfig): string {
  const text = written.toString()
  const file = parseConfigFile(text)
  if (file.get('name') === name && (uuid === undefined || file.get('uuid') === uuid)) return text
  throw refusal('CONFIG_UNSUPPORTED', `a configuration file cannot hold the name '${name}'`)
}
