import type { Duplex } from 'node:stream'
import type { JobCall } from '../contract/call.js'
import type { Emit, Unsubscribe } from '../contract/events.js'
import type { VirtError } from '../errors/virt-error.js'
import { lost, revive, violation } from './errors.js'
import { type Answer, asAnswer, asNotice, type Id } from './messages.js'
import { PendingRequest } from './pending-request.js'
import { Wire } from './wire.js'

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
  #lastId = 0

  constructor(stream: Duplex, name: string) {
    this.#name = name
    this.lost = new Promise((resolve) => (this.#tellLost = resolve))
    this.#wire = new Wire(stream, name, { message: this.#receive, over: (reason) => this.#lose(reason) })
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
      if (this.#subscriptions.delete(id)) this.#cancel(id)
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

  #send(id: Id, method: string, params: unknown, call: JobCall): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#ended) throw this.#ended
      const cancel = (): void => {
        if (this.#requests.has(id)) this.#cancel(id)
      }
      const request = new PendingRequest({ resolve, reject }, call, cancel)
      if (request.abandoned) return
      this.#wire.send({ jsonrpc: '2.0', id, method, params })
      this.#requests.set(id, request)
    })
  }

  #cancel(id: Id): void {
    if (!this.#ended) this.#wire.send({ jsonrpc: '2.0', method: 'cancel', params: { id } })
  }

  readonly #receive = (message: Readonly<Record<string, unknown>>): void => {
    if ('method' in message) this.#notice(message)
    else this.#settle(asAnswer(message))
  }

  #notice({ method, params }: Readonly<Record<string, unknown>>): void {
    const { id, progress, event } = asNotice(params)
    if (method === 'event') this.#subscriptions.get(id)?.(event)
    else if (method === 'progress' && progress) this.#requests.get(id)?.progress?.(progress)
  }

  #settle(answer: Answer): void {
    if ('error' in answer && answer.id === null) throw farewell(revive(answer.error))
    const request = this.#requests.get(answer.id)
    if (!request) throw violation(`${this.#name} answers request ${answer.id}, which was not made`)
    this.#requests.delete(answer.id)
    if ('error' in answer) request.reject(revive(answer.error))
    else request.resolve(answer.result ?? undefined)
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
    for (const request of this.#requests.values()) request.reject(reason)
    this.#requests.clear()
    this.#subscriptions.clear()
  }
}

/** The server's last word is why the connection ends. */
function farewell(error: VirtError): VirtError {
  return error.code === 'CONNECTION_LOST' ? error : lost(error.message, error)
}
