/** How a value is written in an attribute or as text. */
export interface Value<V> {
  /** `undefined`: not a value of this kind. `unit`: the attribute beside it, if it {@link scaled | has one}. */
  readonly read: (text: string, unit: string | undefined) => V | undefined
  readonly write: (value: V) => string
  /** The unit that goes with a value, in an attribute of this name. */
  readonly unit?: {
    readonly attribute: string
    readonly of: (value: V) => string
    /** Whether it comes before the value. */
    readonly first?: boolean
  }
}

export const text: Value<string> = { read: (text) => text, write: (value) => value }

/** Any text, known to the type by its usual words. */
export function word<V extends string>(): Value<V> {
  return { read: (text) => text as V, write: (value) => value }
}

/** One of these words, and no other. */
export function oneOf<const V extends string>(...words: V[]): Value<V> {
  const known = new Map(words.map((word) => [word as string, word]))
  return { read: (text) => known.get(text), write: (value) => value }
}

function truth(yes: string, no: string): Value<boolean> {
  const known = new Map([
    [yes, true],
    [no, false],
  ])
  return { read: (text) => known.get(text), write: (value) => (value ? yes : no) }
}

export const yesNo: Value<boolean> = truth('yes', 'no')
export const onOff: Value<boolean> = truth('on', 'off')

const decimal = /^\s*[+-]?\d+$/
const anyBase = /^\s*[+-]?(?:0[xX][\da-fA-F]+|\d+)$/

/** A whole number from `least` to `most`; base 10. */
export function integer(least: number, most: number): Value<number> {
  return { read: (text) => within(decimal.test(text), Number(text), least, most), write: String }
}

function within(wellFormed: boolean, value: number, least: number, most: number): number | undefined {
  return wellFormed && value >= least && value <= most ? value : undefined
}

export const uint: Value<number> = integer(0, 0xffffffff)
export const int: Value<number> = integer(-0x80000000, 0x7fffffff)
export const ulong: Value<number> = integer(0, 2 ** 64)
export const long: Value<number> = integer(-(2 ** 63), 2 ** 63)
/** From 1. */
export const positive: Value<number> = integer(1, 0xffffffff)
export const port: Value<number> = integer(0, 65535)

/** As C reads it: `0x1f`, `037`, `31`. */
export function cNumber(text: string): number | undefined {
  if (!anyBase.test(text)) return undefined
  const bare = text.trim()
  return /^0\d/.test(bare) ? parseInt(bare, 8) : Number(bare)
}

/** A number in any of C's bases, written in hexadecimal with at least `digits` digits. */
export function hex(digits: number, most = 0xffffffff, least = 0): Value<number> {
  return {
    read: (text) => within(true, cNumber(text) ?? -1, least, most),
    write: (value) => `0x${value.toString(16).padStart(digits, '0')}`,
  }
}

/** A number in any of C's bases, written in base 10. */
export const cUint: Value<number> = {
  read: (text) => within(true, cNumber(text) ?? -1, 0, 0xffffffff),
  write: String,
}

export function octal(digits: number): Value<number> {
  return {
    read: (text) => (/^[0-7]+$/.test(text) ? parseInt(text, 8) : undefined),
    write: (value) => value.toString(8).padStart(digits, '0'),
  }
}

/** libvirt reads 32 hexadecimal digits with hyphens and spaces anywhere between them. */
export const uuid: Value<string> = {
  read(text) {
    const digits = text.replace(/[-\s]/g, '').toLowerCase()
    if (!/^[\da-f]{32}$/.test(digits)) return undefined
    return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  },
  write: (value) => value,
}

export const mac: Value<string> = {
  read: (text) =>
    /^[\da-f]{1,2}(?::[\da-f]{1,2}){5}$/i.test(text)
      ? text
          .split(':')
          .map((octet) => octet.padStart(2, '0').toLowerCase())
          .join(':')
      : undefined,
  write: (value) => value,
}
