import { randomBytes } from 'node:crypto'
import type { Socket } from 'node:net'
import { VirtError } from '@virt/core/driver'
import { LineSplitter } from '@virt/core/rpc'
import type { QmpAnswer, QmpArguments, QmpVersion } from './commands.js'
import { parseMessage, type QmpAnswered, type QmpEvent, type QmpMessage } from './messages.js'
import { onceImpatient, type QmpCallOptions } from './patience.js'
import { PendingAnswer } from './pending-answer.js'

export type { QmpEvent } from './messages.js'
export type { QmpCallOptions } from './patience.js'

/** Where a client stands in the protocol: `closed` is final. */
export type QmpState = 'greeting' | 'negotiating' | 'running' | 'closed'

/** Settings of {@link QmpClient.open}. */
export interface QmpOpenOptions extends QmpCallOptions {
  /** The longest line that QEMU may send, in bytes. Default 64 MiB. */
  readonly lineLimit?: number
  /** Milliseconds for the answer to a command whose caller sets no limit. Default 30 s. */
  readonly commandTimeout?: number
}

/** `query-qmp-schema` answers 200 KB. */
const defaultLineLimit = 64 * 1024 * 1024
const earlyEventLimit = 1000
const defaultCommandTimeout = 30_000

/**
 * QEMU reads its monitor byte by byte, in some 10 us each: so nothing is sent that says nothing (answers come in the order of
 * their commands and need no id), and what every command begins with is sent behind the one before, while nobody waits.
 */
const opening = '{"execute":"'

/**
 * A conversation with one QEMU over QMP, on a connected socket. It is over when the socket ends: QEMU that reconnects
 * after a restart of the daemon gets a new client on its new socket.
 */
export class QmpClient {
  /** Resolves when the conversation is over: `undefined` after {@link close}, else the reason. Never rejects. */
  readonly closed: Promise<VirtError | undefined>
  readonly #socket: Socket
  readonly #lines: LineSplitter
  readonly #commandTimeout: number
  readonly #unanswered: PendingAnswer[] = []
  /** Tells the answer to our first command from one that QEMU owes whoever was connected before. */
  readonly #id = randomBytes(6).toString('base64url')
  readonly #greeting = new PendingAnswer('greeting')
  readonly #listeners = new Set<(event: QmpEvent) => void>()
  #tellClosed: (error: VirtError | undefined) => void = () => undefined
  #early: QmpEvent[] = []
  #state: QmpState = 'greeting'
  #version: QmpVersion = { qemu: { major: 0, minor: 0, micro: 0 }, package: '' }
  #outgoing = opening
  #flushing = false

  private constructor(socket: Socket, options: QmpOpenOptions) {
    const { lineLimit = defaultLineLimit, commandTimeout = defaultCommandTimeout } = options
    this.#socket = socket
    this.#commandTimeout = commandTimeout
    this.#lines = new LineSplitter(lineLimit)
    this.closed = new Promise((resolve) => (this.#tellClosed = resolve))
    socket.on('data', (chunk: Buffer) => this.#read(chunk))
    socket.on('error', (error) => this.#end(lost('the monitor broke', error)))
    socket.on('close', () => this.#end(lost('End of file from qemu monitor')))
  }

  /** Wait for the greeting, negotiate, and answer a client that is `running`. On failure the socket is destroyed. */
  static async open(socket: Socket, options: QmpOpenOptions = {}): Promise<QmpClient> {
    const client = new QmpClient(socket, options)
    if (socket.destroyed) client.#end(lost('End of file from qemu monitor'))
    const disarm = onceImpatient(options, options.timeout, (error) => client.#end(error))
    try {
      await client.#greeting.promise
      await client.#negotiate()
    } catch (error) {
      client.#end(VirtError.from(error))
      throw error
    } finally {
      disarm()
    }
    return client
  }

  get state(): QmpState {
    return this.#state
  }

  /** QEMU's version, from its greeting. */
  get version(): QmpVersion {
    return this.#version
  }

  /**
   * Send a command. Commands issued in one tick leave in one write.
   *
   * @throws OPERATION_FAILED when QEMU refuses (the cause is a `QmpRefusal`), CONNECTION_LOST when the socket ends
   * first, OPERATION_TIMEOUT, OPERATION_ABORTED.
   */
  execute<C extends string>(
    command: C,
    args?: QmpArguments<C>,
    options: QmpCallOptions = {},
  ): Promise<QmpAnswer<C>> {
    const pending = new PendingAnswer(command, options, options.timeout ?? this.#commandTimeout)
    return this.#send(pending, args) as Promise<QmpAnswer<C>>
  }

  /** The same for a command that is not ours to understand: the answer, or the refusal, is the line that QEMU sent. */
  executeRaw(
    command: string,
    args?: Readonly<Record<string, unknown>>,
    options: QmpCallOptions = {},
  ): Promise<string> {
    return this.#send(new PendingAnswer(command, options, options.timeout, true), args) as Promise<string>
  }

  /**
   * Be told of every event, in order. What came before the first listener is told to it at once, so that nothing is
   * lost between {@link open} and this. The answer ends it. A listener must not throw.
   */
  onEvent(listener: (event: QmpEvent) => void): () => void {
    this.#listeners.add(listener)
    for (const event of this.#early.splice(0)) listener(event)
    return () => void this.#listeners.delete(listener)
  }

  /** Hang up. Pending calls end in CONNECTION_LOST. QEMU goes on, and connects again if its chardev says `reconnect`. */
  close(): void {
    this.#end(undefined)
  }

  #negotiate(): Promise<unknown> {
    return this.#send(new PendingAnswer('qmp_capabilities', {}, this.#commandTimeout), {}, this.#id)
  }

  #send(pending: PendingAnswer, args: object = {}, id?: string): Promise<unknown> {
    if (this.#state === 'closed') pending.reject(lost('the monitor is closed'))
    if (!pending.settled) {
      this.#unanswered.push(pending)
      const hasArguments = Object.keys(args).length > 0
      this.#write(
        JSON.stringify({ execute: pending.command, arguments: hasArguments ? args : undefined, id }),
      )
    }
    return pending.promise
  }

  #write(command: string): void {
    if (!this.#flushing) process.nextTick(() => this.#flush())
    this.#flushing = true
    this.#outgoing += `${command.slice(opening.length)}\n${opening}`
  }

  #flush(): void {
    const outgoing = this.#outgoing
    this.#outgoing = ''
    this.#flushing = false
    if (this.#state !== 'closed') this.#socket.write(outgoing)
  }

  #read(chunk: Buffer): void {
    try {
      this.#lines.push(chunk)
      for (let line = this.#lines.next(); line !== undefined; line = this.#lines.next())
        if (line.trim()) this.#receive(parseMessage(line), line)
    } catch (error) {
      this.#end(lost('the peer does not speak QMP', error))
    }
  }

  #receive(message: QmpMessage, line: string): void {
    if (this.#state === 'closed') return
    if ((message.kind === 'greeting') !== (this.#state === 'greeting'))
      throw new TypeError(`unexpected ${message.kind} while ${this.#state}`)
    if (message.kind === 'greeting') this.#greet(message.version)
    else if (message.kind === 'event') this.#tell(message.event)
    else this.#settle(message, line)
  }

  #greet(version: QmpVersion): void {
    this.#version = version
    this.#state = 'negotiating'
    this.#greeting.resolve(version)
  }

  #tell(event: QmpEvent): void {
    if (this.#listeners.size > 0) for (const listener of this.#listeners) listener(event)
    else if (this.#early.length < earlyEventLimit) this.#early.push(event)
  }

  #settle(message: QmpAnswered, line: string): void {
    if (this.#state === 'negotiating') {
      if (message.id !== this.#id) return
      if (message.kind === 'answer') this.#state = 'running'
    }
    const pending = this.#unanswered.shift()
    if (!pending) throw new TypeError('an answer to a command that was not sent')
    if (!pending.settled) pending.answer(message, line)
  }

  #end(error: VirtError | undefined): void {
    if (this.#state === 'closed') return
    this.#state = 'closed'
    this.#socket.destroy()
    const reason = error ?? lost('the monitor was closed')
    for (const pending of [this.#greeting, ...this.#unanswered.splice(0)])
      if (!pending.settled) pending.reject(reason)
    this.#tellClosed(error)
  }
}

function lost(detail: string, cause?: unknown): VirtError {
  return new VirtError('CONNECTION_LOST', detail, { origin: 'QEMU', cause })
}
