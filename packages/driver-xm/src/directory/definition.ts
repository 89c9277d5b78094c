import { basename } from 'node:path'
import { type ConfigFile, type ConfigValue, parseConfigFile } from '../file/index.js'
import { refusal } from '../refusal.js'
import type { ReadFile } from './read-regular.js'
import { stableUuid } from './stable-uuid.js'
import type { Stamp } from './stamp.js'

/** Which domain a file defines. */
export interface Identity {
  readonly name: string
  readonly uuid: string
  /** Whether the file names the uuid. */
  readonly ownUuid: boolean
}

/** A file that defines a domain, as it was when it was read. */
export interface Definition extends Identity {
  readonly path: string
  readonly stamp: Stamp
  readonly file: ConfigFile
}

/** @throws CONF_SYNTAX for what is no configuration, with line and column. */
export function readDefinition(path: string, { text, stamp }: ReadFile): Definition {
  const file = parseConfigFile(text)
  if (file.keys.length === 0) throw refusal('CONF_SYNTAX', 'it says nothing')
  return { path, stamp, file, ...identityOf(path, file) }
}

export function identityOf(path: string, file: ConfigFile): Identity {
  const name = stringOf(file.get('name'), 'name') ?? basename(path)
  const given = stringOf(file.get('uuid'), 'uuid')
  const uuid = given === undefined ? stableUuid(path, name) : canonical(given)
  return { name, uuid, ownUuid: given !== undefined }
}

function stringOf(value: ConfigValue | undefined, key: string): string | undefined {
  if (value === undefined || value === '') return undefined
  if (typeof value === 'string' && !value.includes('\0')) return value
  throw refusal('CONF_SYNTAX', `'${key}' is not a string`)
}

function canonical(uuid: string): string {
  const digits = uuid.replace(/[-\s]/g, '').toLowerCase()
  if (!/^[0-9a-f]{32}$/.test(digits)) throw refusal('CONF_SYNTAX', `the uuid '${uuid}' is malformed`)
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
