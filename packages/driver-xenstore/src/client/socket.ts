import { connect, type Socket } from 'node:net'
import { encode, encodedLength } from './encode.js'
import { headerLength, payloadLimit } from './limits.js'
import type { Message, Transport, TransportListener } from './transport.js'

const batchLength = 64 * 1024
const chunkLength = 32 * 1024
const longestMessage = headerLength + payloadLimit

/**
 * The store's socket. All messages of one turn of the event loop leave in one write, and what arrives is read in one
 * buffer that is used again and again.
 */
export class SocketTransport implements Transport {
  readonly payloadLimit: number = payloadLimit
  readonly anonymousWatches = false
  readonly #socket: Socket
  #listener: TransportListener | undefined
  #batch: Buffer = Buffer.alloc(0)
  #batched = 0

  private constructor(path: string, connected: () => void, failed: (error: Error) => void) {
    const chunk = Buffer.allocUnsafeSlow(chunkLength)
    const callback = (length: number): boolean => {
      this.#listener?.received(chunk, length)
      return true
    }
    this.#socket = connect({ path, onread: { buffer: chunk, callback } })
    this.#socket.once('connect', connected)
    let reason: Error | undefined
    this.#socket.once('error', (error) => failed((reason = error)))
    this.#socket.once('close', () => this.#listener?.ended(reason))
  }

  static open(path: string): Promise<SocketTransport> {
    return new Promise((resolve, reject) => {
      const transport: SocketTransport = new SocketTransport(path, () => resolve(transport), reject)
    })
  }

  listen(listener: TransportListener): void {
    this.#listener = listener
  }

  send(message: Message): void {
    if (this.#batched + encodedLength(message) > this.#batch.length) this.#renew()
    if (this.#batched === 0) process.nextTick(this.#flush)
    this.#batched = encode(message, this.#batch, this.#batched)
  }

  close(): Promise<void> {
    this.#listener = undefined
    return new Promise((resolve) => {
      if (this.#socket.closed) resolve()
      else this.#socket.once('close', () => resolve())
      this.#socket.destroy()
    })
  }

  /** The batch is full: it goes, and the next ones get more room. */
  #renew(): void {
    this.#flush()
    const larger = Math.min(Math.max(this.#batch.length * 2, longestMessage), batchLength)
    this.#batch = Buffer.allocUnsafeSlow(larger)
  }

  readonly #flush = (): void => {
    if (this.#batched === 0 || this.#socket.destroyed) return
    const batch = this.#batch
    this.#socket.write(batch.subarray(0, this.#batched))
    this.#batched = 0
    if (this.#socket.writableLength > 0) this.#batch = Buffer.allocUnsafeSlow(batch.length)
  }
}
