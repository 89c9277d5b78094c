import type { Described } from './describe.js'
import { dialectOf, hostDialect } from './dialect.js'
import { type Definition, identityOf } from './directory/definition.js'
import { type ConfigFile, parseConfigFile } from './file/index.js'
import { refusal } from './refusal.js'

/** The text of a new file. */
export function newText(config: Described): string {
  return verified(hostDialect().write(config), config)
}

/** The text of a file that is to say something else. What it says in other words, or of other things, stays. */
export function rewrittenText({ file }: Definition, config: Described): string {
  return verified(dialectOf(file).write(config, { into: file }), config)
}

/** What is written must define the same domain when it is read. */
function verified(written: ConfigFile, { name, uuid }: Described): string {
  const text = written.toString()
  const read = identityOf('', parseConfigFile(text))
  if (read.name === name && read.uuid === uuid) return text
  throw refusal('CONFIG_UNSUPPORTED', `a configuration file cannot hold the name '${name}'`)
}
