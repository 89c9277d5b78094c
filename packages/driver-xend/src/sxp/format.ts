import { VirtError } from '@virt/core/driver'
import { escapedByte } from './bytes.js'
import { depthLimit, type Sxp } from './sxp.js'

/**
 * The text of a value, on one line, as every version of the daemon reads it: atoms bare where all readers take them so, else in
 * single quotes. `parseSxp(formatSxp(x))` is `x`. Send it as UTF-8. SEXPR_SERIAL for lists nested deeper than 256.
 */
export function formatSxp(value: Sxp): string {
  return written(value, 0)
}

function written(value: Sxp, depth: number): string {
  if (typeof value === 'string') return atom(value)
  if (depth === depthLimit) throw new VirtError('SEXPR_SERIAL', 'lists nested too deep', { origin: 'SEXPR' })
  return `(${value.map((item) => written(item, depth + 1)).join(' ')})`
}

function atom(value: string): string {
  return /^[A-Za-z0-9.:/~_-]+$/.test(value) ? value : `'${value.replace(special, escape)}'`
}

/** Quotes, control characters and lone surrogates. Hexadecimal escapes are left alone: the daemon misreads their letters. */
const special = /['\\\p{Cc}\p{Cs}]/gu

const named: Readonly<Record<string, string>> = {
  "'": "\\'",
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
}

function escape(character: string): string {
  return named[character] ?? octal(character.charCodeAt(0))
}

function octal(code: number): string {
  const byte = escapedByte(code)
  const bytes = byte === undefined ? Buffer.from(String.fromCharCode(code)) : [byte]
  return [...bytes].map((each) => `\\${each.toString(8).padStart(3, '0')}`).join('')
}
