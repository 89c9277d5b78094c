import { constants, writeSync } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import { deviceReader } from './device-reader.js'
import { encode, encodedLength } from './encode.js'
import { headerLength, payloadLimit } from './limits.js'
import { requests } from './requests.js'
import type { Message, Transport, TransportListener } from './transport.js'

/**
 * Linux's device, which passes on to the store: `/dev/xen/xenbus`. It takes one message per write, of at most 4096 bytes
 * with its header. A read waits for as long as nothing comes, so it has a thread of its own; to end that thread, Linux
 * itself is made to answer: it knows, without the store, that there is no such transaction.
 */
export class DeviceTransport implements Transport {
  readonly payloadLimit: number = payloadLimit - headerLength
  readonly anonymousWatches = true
  readonly #file: FileHandle
  readonly #stop = new Int32Array(new SharedArrayBuffer(4))
  readonly #reader: Worker
  readonly #over: Promise<void>
  readonly #wake = (): void => this.#stopReading()
  #sent: Promise<unknown> = Promise.resolve()
  #closing: Promise<void> | undefined

  private constructor(file: FileHandle) {
    this.#file = file
    this.#reader = new Worker(deviceReader, { eval: true, workerData: { fd: file.fd, stop: this.#stop } })
    this.#over = new Promise((resolve) => this.#reader.once('exit', () => resolve()))
    process.once('exit', this.#wake)
  }

  static async open(path: string): Promise<DeviceTransport> {
    return new DeviceTransport(await open(path, constants.O_RDWR))
  }

  listen(listener: TransportListener): void {
    let reason: Error | undefined
    this.#reader.on('message', (chunk: Uint8Array) => {
      const { buffer, byteOffset, length } = chunk
      if (!this.#closing) listener.received(Buffer.from(buffer, byteOffset, length), length)
    })
    this.#reader.on('error', (error) => (reason = error))
    void this.#over.then(() => this.#closing ?? listener.ended(reason))
    this.#unsent = (request, error) => listener.unsent(request, error)
  }

  send(message: Message): void {
    const bytes = Buffer.allocUnsafe(encodedLength(message))
    encode(message, bytes, 0)
    this.#sent = this.#sent
      .then(() => this.#file.write(bytes))
      .catch((error: unknown) => this.#unsent(message.request, error as NodeJS.ErrnoException))
  }

  close(): Promise<void> {
    return (this.#closing ??= this.#close())
  }

  async #close(): Promise<void> {
    process.removeListener('exit', this.#wake)
    this.#stopReading()
    await this.#over
    await this.#file.close()
  }

  #unsent: TransportListener['unsent'] = () => undefined

  #stopReading(): void {
    Atomics.store(this.#stop, 0, 1)
    const message = { type: requests.READ.number, request: 0, transaction: 0xffff_ffff, text: '/\0' }
    const bytes = Buffer.allocUnsafe(encodedLength(message))
    encode(message, bytes, 0)
    try {
      writeSync(this.#file.fd, bytes)
    } catch {
      // the device is gone, and with it the read that waits
    }
  }
}
