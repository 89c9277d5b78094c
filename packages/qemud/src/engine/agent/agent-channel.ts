import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { VirtError } from '@virt/core/driver'
import { LineSplitter } from '@virt/core/rpc'

/** All that an agent may send in one conversation: `guest-file-read` answers 48 MiB at most, in base64. */
const mostBytes = 72 * 1024 * 1024
/** Tells the agent to forget a line that was left half written. */
const delimiter = 0xff
const newline = 10

/** What an agent said to a command. */
export interface AgentAnswer {
  readonly return?: unknown
  readonly error?: { readonly class?: unknown; readonly desc?: unknown }
}

/**
 * One conversation with the agent in a guest, over the host's end of its channel. Whatever the other side sends, it is
 * bounded: in size by a limit, in time by the signal.
 */
export class AgentChannel {
  readonly #socket: Socket
  readonly #signal: AbortSignal
  readonly #chunks: AsyncIterator<Buffer, undefined>
  readonly #lines = new LineSplitter(Infinity)
  #received = 0

  private constructor(socket: Socket, signal: AbortSignal) {
    this.#socket = socket
    this.#signal = signal
    this.#chunks = socket[Symbol.asyncIterator]() as AsyncIterator<Buffer, undefined>
  }

  /** Connect, and wait until the agent answers to this conversation and no earlier one. */
  static async open(path: string, signal: AbortSignal): Promise<AgentChannel> {
    const socket = connect({ path, signal })
    socket.on('error', () => undefined)
    const channel = new AgentChannel(socket, signal)
    try {
      await channel.#guarded(once(socket, 'connect'))
      await channel.#guarded(channel.#synchronize())
      return channel
    } catch (error) {
      channel.close()
      throw error
    }
  }

  /** Send a command as it is, and answer the agent's next line. */
  async ask(command: string): Promise<AgentAnswer> {
    this.tell(command)
    return this.#guarded(this.#answer())
  }

  /** Send a command of which a good outcome is silence. */
  tell(command: string): void {
    this.#socket.write(`${command}\n`)
  }

  close(): void {
    this.#socket.destroy()
  }

  /** What comes before our own number belongs to somebody else. */
  async #synchronize(): Promise<void> {
    const id = randomInt(1, 2 ** 31)
    this.#socket.write(Buffer.of(delimiter))
    this.tell(JSON.stringify({ execute: 'guest-sync-delimited', arguments: { id } }))
    for (;;) if ((await this.#next())?.return === id) return
  }

  async #answer(): Promise<AgentAnswer> {
    const answer = await this.#next()
    if (answer) return answer
    throw unresponsive('guest agent answered what is no JSON object')
  }

  /** The next line; `undefined` for one that is no JSON object. */
  async #next(): Promise<AgentAnswer | undefined> {
    for (;;) {
      const line = this.#line()
      if (line === undefined) await this.#read()
      else if (line.trim() !== '') return parsed(line)
    }
  }

  #line(): string | undefined {
    try {
      return this.#lines.next()
    } catch {
      return '(not UTF-8)'
    }
  }

  async #read(): Promise<void> {
    const { value, done } = await this.#chunks.next()
    if (done) throw unresponsive('guest agent hung up')
    this.#received += value.length
    if (this.#received > mostBytes) throw unresponsive('guest agent sends without end')
    this.#lines.push(value.includes(delimiter) ? Buffer.from(value.map(endLine)) : value)
  }

  async #guarded<T>(work: Promise<T>): Promise<T> {
    try {
      return await work
    } catch (error) {
      this.#signal.throwIfAborted()
      throw VirtError.is(error) ? error : unresponsive('QEMU guest agent is not connected', error)
    }
  }
}

/** The agent delimits with the same byte, before its answer. */
const endLine = (byte: number): number => (byte === delimiter ? newline : byte)

function parsed(line: string): AgentAnswer | undefined {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}

function unresponsive(detail: string, cause?: unknown): VirtError {
  return new VirtError('AGENT_UNRESPONSIVE', detail, { origin: 'QEMU', cause })
}
