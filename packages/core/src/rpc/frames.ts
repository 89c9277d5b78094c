import { isUtf8 } from 'node:buffer'
import { violation } from './errors.js'

/** The longest message in either direction, in bytes, without its newline. */
export const frameLimit: number = 16 * 1024 * 1024

const newline = 10

/** A message as the line that carries it. Throws RPC when it is longer than a peer accepts. */
export function frame(message: object): string {
  const text = JSON.stringify(message)
  if (text.length > frameLimit / 3 && Buffer.byteLength(text) > frameLimit)
    throw violation(`a message of more than ${frameLimit} bytes cannot be sent`)
  return `${text}\n`
}

/**
 * Cuts a byte stream into lines. `push` a chunk, then take lines with `next` until there is none; what follows the last
 * line taken is the `rest`. A line that comes in pieces is gathered in one buffer that doubles, so the work stays
 * linear and the memory within twice the limit however small the pieces are.
 */
export class LineSplitter {
  readonly #limit: number
  #chunk: Buffer = Buffer.alloc(0)
  #held: Buffer = Buffer.alloc(0)
  #heldLength = 0

  constructor(limit: number = frameLimit) {
    this.#limit = limit
  }

  /** Whether a line has begun and not ended. */
  get partial(): boolean {
    return this.#heldLength > 0 || this.#chunk.length > 0
  }

  /** Takes a chunk, when `next` has given out all lines of the one before. */
  push(chunk: Buffer): void {
    this.#chunk = chunk
  }

  /** The next whole line without its newline. Throws RPC when one is too long, whole or not, or is not UTF-8. */
  next(): string | undefined {
    const end = this.#chunk.indexOf(newline)
    const piece = end < 0 ? this.#chunk : this.#chunk.subarray(0, end)
    if (this.#heldLength + piece.length > this.#limit)
      throw violation(`a message of more than ${this.#limit} bytes`)
    this.#chunk = end < 0 ? Buffer.alloc(0) : this.#chunk.subarray(end + 1)
    if (end >= 0 && this.#heldLength === 0) return decode(piece)
    this.#hold(piece)
    return end < 0 ? undefined : decode(this.#release())
  }

  /** Every byte that is in no line yet; the splitter is empty afterwards. */
  rest(): Buffer {
    const bytes = Buffer.concat([this.#release(), this.#chunk])
    this.#chunk = Buffer.alloc(0)
    return bytes
  }

  #hold(piece: Buffer): void {
    const length = this.#heldLength + piece.length
    if (length > this.#held.length) {
      const larger = Buffer.allocUnsafe(Math.max(length, 2 * this.#held.length))
      this.#held.copy(larger, 0, 0, this.#heldLength)
      this.#held = larger
    }
    piece.copy(this.#held, this.#heldLength)
    this.#heldLength = length
  }

  #release(): Buffer {
    const whole = this.#held.subarray(0, this.#heldLength)
    this.#held = Buffer.alloc(0)
    this.#heldLength = 0
    return whole
  }
}

function decode(line: Buffer): string {
  if (!isUtf8(line)) throw violation('a message that is not UTF-8')
  return line.toString('utf8')
}
