import { isAbsolute, normalize, resolve } from 'node:path'
import { VirtError } from '../errors/virt-error.js'

/** One argument of an operation: its name in messages and documentation, and the check that every caller's value passes. */
export interface Argument<T> {
  readonly name: string
  /** The value in the form that drivers receive. Throws INVALID_ARG (or XML_ERROR for a description). */
  readonly check: (value: unknown) => T
}

const uuidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

function invalid(message: string): never {
  throw new VirtError('INVALID_ARG', message)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function integer(name: string, min: number, max: number = Number.MAX_SAFE_INTEGER): Argument<number> {
  const check = (value: unknown): number => {
    if (typeof value !== 'number' || !Number.isSafeInteger(value)) invalid(`${name} must be an integer`)
    if (value < min) invalid(`${name} must be at least ${min}, not ${value}`)
    if (value > max) invalid(`${name} must be at most ${max}, not ${value}`)
    return value
  }
  return { name, check }
}

export const flag = (name: string): Argument<boolean> => ({
  name,
  check: (value) => (typeof value === 'boolean' ? value : invalid(`${name} must be true or false`)),
})

export const text = (name: string): Argument<string> => ({
  name,
  check: (value) =>
    typeof value === 'string' && value !== '' && !value.includes('\0')
      ? value
      : invalid(`${name} must be a string that is not empty and has no NUL`),
})

/** A uuid in any spelling that libvirt reads (with or without dashes, any case), given on in its one canonical form. */
export const uuid: Argument<string> = {
  name: 'uuid',
  check: (value) => {
    if (typeof value !== 'string') invalid('uuid must be a string')
    if (uuidShape.test(value)) return value
    const digits = value.replace(/[-\s]/g, '').toLowerCase()
    if (!/^[0-9a-f]{32}$/.test(digits)) invalid(`uuid '${value}' must be 32 hexadecimal digits`)
    return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  },
}

/** A path on the driver's host: relative ones are made absolute with the caller's working directory, as libvirt does. */
export const path: Argument<string> = {
  name: 'path',
  check: (value) => {
    const given = text('path').check(value)
    const absolute = isAbsolute(given) ? normalize(given) : resolve(given)
    return Buffer.byteLength(absolute) < 4096 ? absolute : invalid('path must be shorter than 4096 bytes')
  },
}

/** What a flag may be: `number` is a whole one from 0 on; a list: one of these words; else what its own check lets through. */
export type FlagKind = 'boolean' | 'string' | 'number' | readonly string[] | Argument<unknown>

/** An optional bag of flags; an unknown key is an error, not ignored. */
export function flags<T extends object>(
  name: string,
  keys: { readonly [K in keyof Required<T>]: FlagKind },
): Argument<T> {
  const check = (value: unknown): T => {
    if (value === undefined || value === null) return {} as T
    if (!isObject(value)) invalid(`${name} must be an object`)
    for (const [key, each] of Object.entries(value)) {
      if (!Object.hasOwn(keys, key)) invalid(`unknown flag '${key}' in ${name}`)
      if (each !== undefined) checkFlag(key, each, keys[key as keyof T])
    }
    return value as T
  }
  return { name, check }
}

function checkFlag(name: string, value: unknown, kind: FlagKind): void {
  if (typeof kind === 'object' && 'check' in kind) kind.check(value)
  else if (typeof kind === 'object') choice(`flag '${name}'`, kind).check(value)
  else if (typeof value !== kind) invalid(`flag '${name}' has the wrong type`)
  else if (kind === 'number') integer(`flag '${name}'`, 0).check(value)
}

/** One of some words. */
export const choice = <W extends string>(name: string, words: readonly W[]): Argument<W> => ({
  name,
  check: (value) =>
    (words as readonly unknown[]).includes(value)
      ? (value as W)
      : invalid(`${name} must be one of ${words.join(', ')}`),
})

export const optional = <T>({ name, check }: Argument<T>): Argument<T | undefined> => ({
  name,
  check: (value) => (value === undefined || value === null ? undefined : check(value)),
})

export const list = <T>(
  { name, check }: Argument<T>,
  min = 0,
  max: number = Infinity,
): Argument<readonly T[]> => ({
  name: `${name}s`,
  check: (value) => {
    if (!Array.isArray(value) || value.length < min) invalid(`${name}s must be a list of at least ${min}`)
    if (value.length > max) invalid(`${name}s must be a list of at most ${max}`)
    return value.map(check)
  },
})

/** A name with numbers, such as scheduler parameters. */
export const numbers = (name: string): Argument<Readonly<Record<string, number>>> => ({
  name,
  check: (value) => {
    if (!isObject(value)) invalid(`${name} must be an object`)
    for (const [key, each] of Object.entries(value))
      if (typeof each !== 'number' || !Number.isFinite(each)) invalid(`${name}: '${key}' must be a number`)
    return value as Record<string, number>
  },
})

/** A reference to a domain or network; whatever else the value carries stays behind. */
export function reference<T extends { name: string; uuid: string }>(argument: string): Argument<T> {
  const check = (value: unknown): T => {
    if (
      !isObject(value) ||
      typeof value.name !== 'string' ||
      typeof value.uuid !== 'string' ||
      !uuidShape.test(value.uuid)
    )
      invalid(`${argument} must be a reference with name and uuid`)
    const { name, uuid, id } = value
    if (id === undefined || id === null) return { name, uuid } as T
    if (typeof id !== 'number' || !Number.isInteger(id) || id < 0) invalid(`${argument}: bad id`)
    return { name, uuid, id } as unknown as T
  }
  return { name: argument, check }
}

/** A description: XML text is parsed, typed values are brought through the same checks. */
export function description<T>(
  name: string,
  parse: (xml: string) => T,
  format: (config: T) => string,
): Argument<T> {
  const check = (value: unknown): T => {
    if (typeof value === 'string') return parse(value)
    return isObject(value) ? parse(formatted(value as T)) : invalid(`${name} must be XML text or an object`)
  }
  const formatted = (config: T): string => {
    try {
      return format(config)
    } catch (cause) {
      if (VirtError.is(cause)) throw cause
      throw new VirtError('INVALID_ARG', `${name} has values of wrong types`, { cause })
    }
  }
  return { name, check }
}

/** One word out of a closed list. */
export const oneOf = <T extends string>(name: string, words: readonly T[]): Argument<T> => ({
  name,
  check: (value) =>
    words.includes(value as T) ? (value as T) : invalid(`${name} must be one of ${words.join(', ')}`),
})

/** A MAC address in any spelling that libvirt reads, given on in its one canonical form. */
export const mac: Argument<string> = {
  name: 'mac',
  check: (value) => {
    if (typeof value !== 'string' || !/^[0-9a-f]{1,2}(:[0-9a-f]{1,2}){5}$/i.test(value))
      throw new VirtError('INVALID_MAC', `'${String(value)}'`)
    const bytes = value.toLowerCase().split(':')
    return bytes.map((byte) => byte.padStart(2, '0')).join(':')
  },
}

/** A callback that stays on this side of any socket. */
export const callback = <T>(name: string): Argument<T> => ({
  name,
  check: (value) => (typeof value === 'function' ? (value as T) : invalid(`${name} must be a function`)),
})

/** A filter: an object whose values are booleans or lists of strings. */
export const filter = <T extends object>(keys: readonly (keyof T & string)[]): Argument<T> => ({
  name: 'filter',
  check: (value) => {
    if (value === undefined || value === null) return {} as T
    if (!isObject(value)) invalid('filter must be an object')
    for (const key of Object.keys(value))
      if (!(keys as readonly string[]).includes(key)) invalid(`unknown filter '${key}'`)
    return value as T
  },
})
