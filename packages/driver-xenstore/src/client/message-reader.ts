import { violation } from './errors.js'
import { headerLength, payloadLimit } from './limits.js'

/** Takes one whole message: header at `start`, payload up to `end`. The bytes are only valid during the call. */
export type TakeMessage = (bytes: Buffer, start: number, end: number) => void

/** Cuts a byte stream into messages. Whole ones are handed on where they lie; only what is split over chunks is copied. */
export class MessageReader {
  readonly #take: TakeMessage
  readonly #held: Buffer = Buffer.allocUnsafe(headerLength + payloadLimit)
  #heldLength = 0

  constructor(take: TakeMessage) {
    this.#take = take
  }

  /** Whether a message has begun and not ended. */
  get partial(): boolean {
    return this.#heldLength > 0
  }

  /** Throws RPC for a payload that is longer than the protocol allows. */
  push(chunk: Buffer, length: number): void {
    let start = this.#heldLength > 0 ? this.#complete(chunk, length) : 0
    while (length - start >= headerLength) {
      const end = start + messageLength(chunk, start)
      if (end > length) break
      this.#take(chunk, start, end)
      start = end
    }
    if (start < length) this.#heldLength += chunk.copy(this.#held, this.#heldLength, start, length)
  }

  /** Finish the message that was begun; the answer is where the next one starts. */
  #complete(chunk: Buffer, length: number): number {
    let start = this.#fill(headerLength, chunk, 0, length)
    if (this.#heldLength < headerLength) return start
    const whole = messageLength(this.#held, 0)
    start = this.#fill(whole, chunk, start, length)
    if (this.#heldLength < whole) return start
    this.#heldLength = 0
    this.#take(this.#held, 0, whole)
    return start
  }

  #fill(wanted: number, chunk: Buffer, start: number, length: number): number {
    const end = Math.min(length, start + Math.max(wanted - this.#heldLength, 0))
    this.#heldLength += chunk.copy(this.#held, this.#heldLength, start, end)
    return end
  }
}

function messageLength(bytes: Buffer, start: number): number {
  const payload = bytes.readUInt32LE(start + 12)
  if (payload > payloadLimit)
    throw violation(`the store announces a payload of ${payload} bytes, more than ${payloadLimit}`)
  return headerLength + payload
}
