import type { Socket } from 'node:net'
import { VirtError, type Call } from '@virt/core/driver'
import { LineSplitter } from '@virt/core/rpc'
import type { QmpAnswer, QmpArguments, QmpVersion } from './commands.js'
import { parseMessage, refused, type QmpEvent, type QmpMessage } from './messages.js'
import { onceImpatient, type QmpCallOptions } from './patience.js'

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

interface PendingCall {
  readonly command: string
  readonly raw: boolean
  disarm: () => void
  resolve(value: unknown): void
  reject(error: VirtError): void
}

/** `query-qmp-schema` answers 200 KB. */
const defaultLineLimit = 64 * 1024 * 1024
const earlyEventLimit = 1000
const defaultCommandTimeout = 30_000
const greetingCall = 0

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
  readonly #pending = new Map<number, PendingCall>()
  readonly #listeners = new Set<(event: QmpEvent) => void>()
  #tellClosed: (error: VirtError | undefined) => void = () => undefined
  #early: QmpEvent[] = []
  #state: QmpState = 'greeting'
  #version: QmpVersion = { qemu: { major: 0, minor: 0, micro: 0 }, package: '' }
  #outgoing = ''
  #lastId = greetingCall

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
    const greeted = client.#expect(greetingCall, 'greeting')
    if (socket.destroyed) client.#end(lost('End of file from qemu monitor'))
    const disarm = onceImpatient(options, options.timeout, (error) => client.#end(error))
    try {
      await greeted
      await client.execute('qmp_capabilities')
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
   * Send a command. Commands issued in one tick leave in one write; each answer finds its call by id.
   *
   * @throws OPERATION_FAILED when QEMU refuses (the cause is a `QmpRefusal`), CONNECTION_LOST when the socket ends
   * first, OPERATION_TIMEOUT, OPERATION_ABORTED.
   */
  execute<C extends string>(
    command: C,
    args?: QmpArguments<C>,
    options: QmpCallOptions = {},
  ): Promise<QmpAnswer<C>> {
    if (this.#state === 'closed') return Promise.reject(lost('the monitor is closed'))
    const id = ++this.#lastId
    const answer = this.#expect(id, command, options, options.timeout ?? this.#commandTimeout)
    if (this.#pending.has(id)) this.#write({ execute: command, arguments: args, id })
    return answer as Promise<QmpAnswer<C>>
  }

  /** The same for a command that is not ours to understand: the answer, or the refusal, is the line that QEMU sent. */
  executeRaw(
    command: string,
    args?: Readonly<Record<string, unknown>>,
    options: QmpCallOptions = {},
  ): Promise<string> {
    if (this.#state === 'closed') return Promise.reject(lost('the monitor is closed'))
    const id = ++this.#lastId
    const answer = this.#expect(id, command, options, options.timeout, true)
    if (this.#pending.has(id)) this.#write({ execute: command, arguments: args, id })
    return answer as Promise<string>
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

  #expect(id: number, command: string, options: Call = {}, timeout?: number, raw = false): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { command, raw, resolve, reject, disarm: () => undefined })
      const disarm = onceImpatient(options, timeout, (error) => this.#take(id)?.reject(error))
      const call = this.#pending.get(id)
      if (call) call.disarm = disarm
      else disarm()
    })
  }

  #take(id: number): PendingCall | undefined {
    const call = this.#pending.get(id)
    this.#pending.delete(id)
    call?.disarm()
    return call
  }

  #write(message: object): void {
    if (this.#outgoing === '') process.nextTick(() => this.#flush())
    this.#outgoing += `${JSON.stringify(message)}\n`
  }

  #flush(): void {
    const outgoing = this.#outgoing
    this.#outgoing = ''
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
    this.#take(greetingCall)?.resolve(version)
  }

  #tell(event: QmpEvent): void {
    if (this.#listeners.size > 0) for (const listener of this.#listeners) listener(event)
    else if (this.#early.length < earlyEventLimit) this.#early.push(event)
  }

  #settle(message: Extract<QmpMessage, { id: number }>, line: string): void {
    if (message.id > this.#lastId) throw new TypeError(`answer to command ${message.id}, which was not sent`)
    if (this.#state === 'negotiating' && message.kind === 'answer') this.#state = 'running'
    const call = this.#take(message.id)
    if (call?.raw) call.resolve(line.trim())
    else if (message.kind === 'answer') call?.resolve(message.value)
    else call?.reject(refused(call.command, message.refusal))
  }

  #end(error: VirtError | undefined): void {
    if (this.#state === 'closed') return
    this.#state = 'closed'
    this.#socket.destroy()
    const reason = error ?? lost('the monitor was closed')
    for (const id of [...this.#pending.keys()]) this.#take(id)?.reject(reason)
    this.#tellClosed(error)
  }
}

function lost(detail: string, cause?: unknown): VirtError {
  return new VirtError('CONNECTION_LOST', detail, { origin: 'QEMU', cause })
}
