import type { Duplex } from 'node:stream'
import { VirtError } from '../errors/virt-error.js'
import { lost } from './errors.js'
import { frame, LineSplitter } from './frames.js'
import { parse } from './messages.js'
import type { Pace } from './pace.js'

const farewellTime = 1000
/** Messages of a peer with a pace that are taken before others have their turn. */
const turn = 4

/** Who listens to a {@link Wire}. */
export interface WireListener {
  /** A message, and about how many bytes it had. What this throws ends the wire, as a violation of the protocol does. */
  message(message: Readonly<Record<string, unknown>>, bytes: number): void
  /** No more messages, for the peer did something `wrong`, or is gone: CONNECTION_LOST. Told once, not after `end` or `release`. */
  over(reason: () => VirtError, wrong: boolean): void
}

export interface WireOptions {
  /** Read nothing from a peer that does not read: right on one of the two sides, and only on one. */
  readonly holdBack?: boolean
  /** Bytes of a message that comes. Default: what the protocol allows. */
  readonly longest?: number
  /** Leave unread what the peer sends faster than this. */
  readonly pace?: Pace
}

/** Characters that wait for no more of their tick. */
const enough = 16 * 1024

/** Messages over a byte stream: one a line, short ones of one tick in one write. */
export class Wire {
  readonly #stream: Duplex
  readonly #peer: string
  readonly #holdBack: boolean
  readonly #pace: Pace | undefined
  readonly #lines: LineSplitter
  readonly #listener: WireListener
  #resting: NodeJS.Timeout | undefined
  #taken = 0
  #outgoing = ''
  #told = false
  #over = false

  /** `peer` is its name in errors. */
  constructor(stream: Duplex, peer: string, listener: WireListener, options: WireOptions = {}) {
    const { holdBack = false, longest, pace } = options
    this.#stream = stream
    this.#peer = peer
    this.#listener = listener
    this.#holdBack = holdBack
    this.#pace = pace
    this.#lines = new LineSplitter(longest)
    stream.on('data', this.#read).on('end', this.#ended).on('close', this.#ended)
    stream.on('error', this.#failed).on('drain', this.#drained)
  }

  /** Whether the peer has bytes to read before more is worth sending. */
  get congested(): boolean {
    return this.#stream.writableNeedDrain
  }

  /** Bytes that are sent and not gone. */
  get backlog(): number {
    return this.#stream.writableLength + this.#outgoing.length
  }

  /** Resolves when the stream is closed. */
  get closed(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#stream.closed) resolve()
      else this.#stream.once('close', resolve)
    })
  }

  /** Whether the peer has begun a message and not ended it. */
  get partial(): boolean {
    return this.#lines.partial
  }

  /** Throws RPC, and sends nothing, when the message is too long. */
  send(message: object): void {
    const line = frame(message)
    if (this.#over) return
    if (this.#outgoing === '') process.nextTick(this.#flush)
    this.#outgoing += line
    if (this.#outgoing.length > enough) this.#flush()
  }

  /** Send what waits and a last message, and hang up; a peer that does not hang up too is cut off after a second. */
  end(last?: object): void {
    if (this.#over) return
    if (last) this.send(last)
    this.#flush()
    this.#over = true
    clearTimeout(this.#resting)
    this.#stream.end()
    this.#stream.resume()
    const patience = setTimeout(() => this.#stream.destroy(), farewellTime).unref()
    this.#stream.once('close', () => clearTimeout(patience))
  }

  /** Send what waits, and give the stream back as if nobody had read it, with all bytes behind the last message. */
  release(): Duplex {
    this.#flush()
    this.#over = true
    const stream = this.#stream
    stream.pause()
    stream.off('data', this.#read).off('end', this.#ended).off('close', this.#ended)
    stream.off('error', this.#failed).off('drain', this.#drained)
    const rest = this.#lines.rest()
    if (rest.length > 0) stream.unshift(rest)
    return Object.assign(stream, { readableFlowing: null })
  }

  readonly #read = (chunk: Buffer): void => {
    if (this.#over || this.#told) return
    this.#lines.push(chunk)
    this.#taken = 0
    this.#take()
  }

  #take(): void {
    try {
      for (let line = this.#next(); line !== undefined; line = this.#next()) {
        this.#pace?.spend(line.length)
        this.#listener.message(parse(line), line.length)
      }
    } catch (thrown) {
      this.#stop(() => VirtError.from(thrown), true)
    }
  }

  #next(): string | undefined {
    if (this.#over || this.#told) return undefined
    if (!this.#mustWait()) return this.#lines.next()
    this.#stream.pause()
    return undefined
  }

  /** Whether the peer was too fast, has had its turn, or does not read; who does not read is waited for until it does. */
  #mustWait(): boolean {
    const rest = this.#pace?.rest ?? 0
    if (rest > 0) this.#resting = setTimeout(this.#wake, rest)
    else if (this.#pace && ++this.#taken > turn) this.#resting = setTimeout(this.#wake, 0)
    return this.#waits
  }

  get #waits(): boolean {
    return this.#resting !== undefined || (this.#holdBack && this.congested)
  }

  readonly #wake = (): void => {
    this.#resting = undefined
    this.#taken = 0
    this.#take()
    if (!this.#waits && !this.#over) this.#stream.resume()
  }

  readonly #flush = (): void => {
    const outgoing = this.#outgoing
    this.#outgoing = ''
    if (outgoing === '' || this.#over) return
    if (!this.#stream.write(outgoing) && this.#holdBack) this.#stream.pause()
  }

  readonly #drained = (): void => {
    if (this.#holdBack && this.#resting === undefined) this.#wake()
  }

  readonly #ended = (): void => this.#stop(() => lost(`end of file from ${this.#peer}`))

  readonly #failed = (error: Error): void => this.#stop(() => lost(`${this.#peer}: ${error.message}`, error))

  #stop(reason: () => VirtError, wrong = false): void {
    if (this.#over || this.#told) return
    this.#told = true
    clearTimeout(this.#resting)
    this.#listener.over(reason, wrong)
  }
}
