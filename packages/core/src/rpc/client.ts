import type { Duplex } from 'node:stream'
import type { JobCall } from '../contract/call.js'
import type { Emit, Unsubscribe } from '../contract/events.js'
import { VirtError } from '../errors/virt-error.js'
import { lost, revive, violation } from './errors.js'
import { type Answer, asAnswer, asNotice, type Id } from './messages.js'
import { PendingRequest } from './pending-request.js'
import { Wire } from './wire.js'

/** A request that goes out when the server has room for it. */
interface Unsent {
  readonly id: number
  readonly method: string
  readonly params: unknown
  readonly request: PendingRequest
}

/** One end of a conversation: sends requests, and matches what comes back with them. */
export class RpcClient {
  /** Resolves with the reason when the server is gone unasked. */
  readonly lost: Promise<VirtError>
  readonly #name: string
  readonly #wire: Wire
  readonly #requests = new Map<Id, PendingRequest>()
  readonly #subscriptions = new Map<Id, Emit<unknown>>()
  #tellLost: (error: VirtError) => void = () => undefined
  #ended: VirtError | undefined
  readonly #waiting: Unsent[] = []
  #window = Infinity
  #lastId = 0

  constructor(stream: Duplex, name: string) {
    this.#name = name
    this.lost = new Promise((resolve) => (this.#tellLost = resolve))
    this.#wire = new Wire(stream, name, { message: this.#receive, over: (reason) => this.#lose(reason()) })
  }

  /** From now on keep so many requests under way at most, subscriptions included; more wait for their turn. */
  limit(window: number): void {
    this.#window = window
  }

  request(method: string, params: unknown, call: JobCall = {}): Promise<unknown> {
    return this.#send(++this.#lastId, method, params, call)
  }

  /** Every event goes to `emit`, also one that is sent before the server has confirmed. */
  async subscribe(method: string, emit: Emit<unknown>, call: JobCall): Promise<Unsubscribe> {
    const id = ++this.#lastId
    this.#subscriptions.set(id, emit)
    try {
      await this.#send(id, method, [], call)
    } catch (error) {
      this.#subscriptions.delete(id)
      throw error
    }
    return () => {
      if (!this.#subscriptions.delete(id)) return
      this.#cancel(id)
      this.#sendOn()
    }
  }

  /** A request whose answer has to be fetched with `take`; when that fails, the server is told that nobody comes. */
  async claim<T>(
    method: string,
    params: unknown,
    call: JobCall,
    take: (answer: unknown) => Promise<T>,
  ): Promise<T> {
    const id = ++this.#lastId
    const answer = await this.#send(id, method, params, call)
    try {
      return await take(answer)
    } catch (error) {
      this.#cancel(id)
      throw error
    }
  }

  /** Hang up. Requests that wait end with CONNECTION_LOST. */
  close(): Promise<void> {
    this.#end(lost(`the connection to ${this.#name} was closed`))
    return this.#wire.closed
  }

  #send(id: number, method: string, params: unknown, call: JobCall): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#ended) throw this.#ended
      const cancel = (): void => {
        if (this.#requests.has(id)) this.#cancel(id)
      }
      const request = new PendingRequest({ resolve, reject }, call, cancel)
      this.#waiting.push({ id, method, params, request })
      this.#sendOn()
    })
  }

  #sendOn(): void {
    const room = Math.max(this.#window - this.#subscriptions.size, 1)
    while (this.#requests.size < room) {
      const next = this.#waiting.shift()
      if (!next) return
      if (!next.request.abandoned) this.#transmit(next)
    }
  }

  #transmit({ id, method, params, request }: Unsent): void {
    try {
      this.#wire.send({ jsonrpc: '2.0', id, method, params })
      this.#requests.set(id, request)
    } catch (thrown) {
      request.reject(VirtError.from(thrown))
    }
  }

  #cancel(id: Id): void {
    if (!this.#ended) this.#wire.send({ jsonrpc: '2.0', method: 'cancel', params: { id } })
  }

  readonly #receive = (message: Readonly<Record<string, unknown>>, bytes: number): void => {
    if ('method' in message) this.#notice(message, bytes)
    else this.#settle(asAnswer(message))
  }

  #notice({ method, params }: Readonly<Record<string, unknown>>, bytes: number): void {
    const { id, progress, event, part } = asNotice(params)
    if (method === 'event') this.#subscriptions.get(id)?.(event)
    else if (method === 'progress' && progress) this.#requests.get(id)?.progress?.(progress)
    else if (method === 'part' && part) this.#requests.get(id)?.begin(part, bytes)
  }

  #settle(answer: Answer): void {
    if ('error' in answer && answer.id === null) throw farewell(revive(answer.error))
    const request = this.#requests.get(answer.id)
    if (!request) throw violation(`${this.#name} answers request ${answer.id}, which was not made`)
    if ('error' in answer) request.reject(revive(answer.error))
    else request.resolve(answer.result ?? undefined)
    this.#requests.delete(answer.id)
    this.#sendOn()
  }

  #lose(reason: VirtError): void {
    if (this.#ended) return
    this.#end(reason)
    this.#tellLost(reason)
  }

  #end(reason: VirtError): void {
    if (this.#ended) return
    this.#ended = reason
    this.#wire.end()
    const waiting = this.#waiting.splice(0).map(({ request }) => request)
    for (const request of [...this.#requests.values(), ...waiting]) request.reject(reason)
    this.#requests.clear()
    this.#subscriptions.clear()
  }
}

/** The server's last word is why the connection ends. */
function farewell(error: VirtError): VirtError {
  return error.code === 'CONNECTION_LOST' ? error : lost(error.message, error)
}
