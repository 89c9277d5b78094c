import { decodeBytes } from './bytes.js'
import { notSxp } from './errors.js'
import { unescaped } from './escapes.js'

export type Token =
  | { readonly kind: 'open'; readonly at: number }
  | { readonly kind: 'close'; readonly at: number }
  | { readonly kind: 'end'; readonly at: number }
  | { readonly kind: 'atom'; readonly at: number; readonly value: string }

const code = {
  open: 0x28,
  close: 0x29,
  comment: 0x23,
  single: 0x27,
  double: 0x22,
  backslash: 0x5c,
  newline: 0x0a,
  endOfText: 0x04,
  delete: 0x7f,
} as const

const blanks = new Set(Buffer.from(' \t\n\v\f\r'))
const separators = new Set(Buffer.from('{}()<>[];#'))

/** One pass over the bytes: each is looked at once. */
export class Tokens {
  readonly #bytes: Buffer
  #at = 0

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  next(): Token {
    this.#skipBlanks()
    const at = this.#at
    const byte = this.#bytes[at]
    if (byte === undefined || byte === code.endOfText) return { kind: 'end', at }
    if (byte === code.open || byte === code.close) {
      this.#at++
      return byte === code.open ? { kind: 'open', at } : { kind: 'close', at }
    }
    const value = byte === code.single || byte === code.double ? this.#quoted(byte) : this.#bare()
    return { kind: 'atom', at, value }
  }

  #skipBlanks(): void {
    for (;;) {
      const byte = this.#bytes[this.#at]
      if (byte === code.comment) this.#at = this.#after(code.newline)
      else if (byte !== undefined && blanks.has(byte)) this.#at++
      else return
    }
  }

  #after(byte: number): number {
    const found = this.#bytes.indexOf(byte, this.#at)
    return found < 0 ? this.#bytes.length : found + 1
  }

  #quoted(quote: number): string {
    const start = this.#at + 1
    for (let at = start; at < this.#bytes.length; at++) {
      const byte = this.#bytes[at]
      if (byte === code.backslash) at++
      else if (byte === quote) {
        this.#at = at + 1
        return decodeBytes(unescaped(this.#bytes.subarray(start, at)))
      }
    }
    throw notSxp('string without end', start - 1)
  }

  /** A separator other than a parenthesis begins an atom, and ends the one before it. */
  #bare(): string {
    const start = this.#at
    do this.#checkPrintable(this.#at++)
    while (!this.#ends(this.#bytes[this.#at]))
    return decodeBytes(this.#bytes.subarray(start, this.#at))
  }

  #ends(byte: number | undefined): boolean {
    return byte === undefined || byte === code.endOfText || blanks.has(byte) || separators.has(byte)
  }

  #checkPrintable(at: number): void {
    const byte = this.#bytes[at] ?? 0
    if (byte < 0x20 || byte === code.delete) throw notSxp('unexpected control character', at)
  }
}
