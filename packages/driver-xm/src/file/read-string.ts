import type { Scanner } from './scanner.js'

const quotes = /"""|'''|"|'/y

/** Up to the next character that means something; one pattern for each kind of quotes. */
const plain: Readonly<Record<string, RegExp>> = {
  '"': /[^"\\\r\n\0]+/y,
  "'": /[^'\\\r\n\0]+/y,
  '"""': /[^"\\\0]+/y,
  "'''": /[^'\\\0]+/y,
}

/** `'...'` and `"..."` on one line, `'''...'''` and `"""..."""` over several, with Python's escapes. */
export function readString(scanner: Scanner): string {
  const start = scanner.at
  const quote = scanner.take(quotes)
  const pattern = plain[quote] as RegExp
  const parts: string[] = []
  while (!scanner.is(quote)) {
    if (scanner.is('\\')) parts.push(readEscape(scanner))
    else parts.push(scanner.take(pattern) || loneQuote(scanner, quote, start))
  }
  scanner.at += quote.length
  return parts.join('')
}

function loneQuote(scanner: Scanner, quote: string, start: number): string {
  if (quote.length === 1 || !scanner.is(quote.charAt(0))) throw scanner.fail('unterminated string', start)
  scanner.at++
  return quote.charAt(0)
}

const escapes = /\\(?:\r?\n|[\\'"abfnrtv])/y
const codes = /(?:\\x[0-9a-fA-F]{2}|\\[0-3]?[0-7]{1,2})+/y

const meanings: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\n': '',
  '\r\n': '',
}

/** As in Python: a backslash before any other character is that backslash. */
function readEscape(scanner: Scanner): string {
  const start = scanner.at
  const bytes = scanner.take(codes)
  if (bytes !== '') return decode(scanner, bytes, start)
  const escape = scanner.take(escapes).slice(1)
  if (escape !== '') return meanings[escape] ?? escape
  scanner.at++
  return '\\'
}

/** Numbers stand for bytes, of which several may make a character. */
function decode(scanner: Scanner, text: string, start: number): string {
  const codes = text.split('\\').slice(1)
  const bytes = codes.map((code) => (code.startsWith('x') ? parseInt(code.slice(1), 16) : parseInt(code, 8)))
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(bytes))
  } catch {
    throw scanner.fail('not UTF-8', start)
  }
}
