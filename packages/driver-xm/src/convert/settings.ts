import { VirtError } from '@virt/core/driver'
import type { ConfigFile, ConfigValue } from '../file/index.js'

/** A file's values by the type that a key wants. Numbers may be written as strings, as xm and xl allow it. */
export class Settings {
  readonly #file: ConfigFile

  constructor(file: ConfigFile) {
    this.#file = file
  }

  /** Absent for an empty string, too. */
  text(key: string): string | undefined {
    const value = this.#file.get(key)
    if (typeof value === 'object') throw malformed(key)
    return value === undefined || value === '' ? undefined : String(value)
  }

  number(key: string): number | undefined {
    const text = this.text(key)
    if (text === undefined) return undefined
    if (!/^\s*[+-]?(?:\d{1,12}|0[xX][\da-fA-F]{1,8})\s*$/.test(text)) throw malformed(key)
    return Number(text)
  }

  flag(key: string): boolean | undefined {
    const number = this.number(key)
    return number === undefined ? undefined : number !== 0
  }

  /** A list of strings, of which empty ones say nothing; a string is a list of one. */
  texts(key: string): readonly string[] {
    return this.items(key).filter((text) => text !== '')
  }

  /** A list of strings, of which empty ones are items, too. */
  items(key: string): readonly string[] {
    return this.#list(key).map((item) => itemText(key, item))
  }

  /** A list of lists of strings. */
  rows(key: string): readonly (readonly string[])[] {
    return this.#list(key).map((row) => {
      if (typeof row !== 'object') throw malformed(key)
      return row.map((item) => itemText(key, item))
    })
  }

  isList(key: string): boolean {
    return typeof this.#file.get(key) === 'object'
  }

  #list(key: string): readonly ConfigValue[] {
    const value = this.#file.get(key) ?? ''
    if (typeof value === 'object') return value
    return value === '' ? [] : [value]
  }
}

function itemText(key: string, item: ConfigValue): string {
  if (typeof item === 'object') throw malformed(key)
  return String(item)
}

export function malformed(key: string): VirtError {
  return new VirtError('CONF_SYNTAX', `config value ${key} was malformed`, { origin: 'XENXM' })
}
