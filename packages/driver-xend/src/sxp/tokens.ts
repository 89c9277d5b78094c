import { decodeBytes } from './bytes.js'
import { notSxp } from './errors.js'
import { unescaped } from './escapes.js'

export type Token =
  | { readonly kind: 'open'; readonly at: number }
  | { readonly kind: 'close'; readonly at: number }
  | { readonly kind: 'end'; readonly at: number }
  | { readonly kind: 'atom'; readonly at: number; readonly value: string }

/** A set of bytes. */
function bytes(characters: string): Uint8Array {
  const set = new Uint8Array(256)
  for (const byte of Buffer.from(characters, 'latin1')) set[byte] = 1
  return set
}

const endOfText = '\u0004'
const spaces = ' \t\n\v\f\r'
const blank = bytes(spaces)
const endsAtom = bytes(`${spaces}{}()<>[];#${endOfText}`)
const control = bytes(`${String.fromCharCode(...Array(32).keys())}\u007f`)
const backslash = 0x5c

/** One pass over the bytes, each a character here: each is looked at once. */
export class Tokens {
  readonly #bytes: string
  #at = 0

  constructor(text: string | Buffer) {
    this.#bytes = (typeof text === 'string' ? Buffer.from(text) : text).toString('latin1')
  }

  next(): Token {
    this.#skipBlanks()
    const at = this.#at
    switch (this.#bytes[at]) {
      case undefined:
      case endOfText:
        return { kind: 'end', at }
      case '(':
        this.#at++
        return { kind: 'open', at }
      case ')':
        this.#at++
        return { kind: 'close', at }
      case "'":
      case '"':
        return { kind: 'atom', at, value: this.#quoted(this.#byte(at)) }
      default:
        return { kind: 'atom', at, value: this.#bare() }
    }
  }

  #byte(at: number): number {
    return this.#bytes.charCodeAt(at)
  }

  #skipBlanks(): void {
    for (;;) {
      if (this.#bytes[this.#at] === '#') this.#skipLine()
      else if (blank[this.#byte(this.#at)] === 1) this.#at++
      else return
    }
  }

  #skipLine(): void {
    const end = this.#bytes.indexOf('\n', this.#at)
    this.#at = end < 0 ? this.#bytes.length : end + 1
  }

  #quoted(quote: number): string {
    const start = this.#at + 1
    for (let at = start; at < this.#bytes.length; at++) {
      const byte = this.#byte(at)
      if (byte === backslash) at++
      else if (byte === quote) {
        this.#at = at + 1
        return decodeBytes(unescaped(this.#bytes.slice(start, at)))
      }
    }
    throw notSxp('string without end', start - 1)
  }

  /** A separator other than a parenthesis begins an atom, and ends the one before it. */
  #bare(): string {
    const start = this.#at
    do {
      if (control[this.#byte(this.#at)] === 1) throw notSxp('unexpected control character', this.#at)
      this.#at++
    } while (this.#at < this.#bytes.length && endsAtom[this.#byte(this.#at)] !== 1)
    return decodeBytes(this.#bytes.slice(start, this.#at))
  }
}
