import type { VirtError } from '@virt/core/driver'
import { invalid, lost, refused, violation } from './errors.js'
import { headerLength } from './limits.js'
import { MessageReader } from './message-reader.js'
import { aborted, expired, onAbort, type RequestOptions } from './options.js'
import { Patience } from './patience.js'
import type { PendingRequest, Request } from './pending-request.js'
import { errorReply, requests, watchEvent } from './requests.js'
import type { Transport } from './transport.js'

const lastRequest = 0xffff_ffff

/** The requests and answers of one connection: many at a time, told apart by their numbers. */
export class Conversation {
  /** Resolves with the reason when the store is gone without {@link close}. */
  readonly lost: Promise<VirtError>
  /** Milliseconds that a request may take when it does not say. */
  readonly timeout: number
  readonly #transport: Transport
  readonly #watched: (path: string, token: string) => void
  readonly #over: (error: VirtError | undefined) => void
  readonly #reader = new MessageReader((bytes, start, end) => this.#take(bytes, start, end))
  readonly #pending = new Map<number, PendingRequest>()
  readonly #patience = new Patience((now) => this.#expire(now))
  #tellLost: (error: VirtError) => void = () => undefined
  #ended: VirtError | undefined
  #last = 0

  constructor(
    transport: Transport,
    timeout: number,
    told: {
      /** An event of a watch. */
      readonly watched: (path: string, token: string) => void
      /** The end: with the reason when it is a loss. */
      readonly over: (error: VirtError | undefined) => void
    },
  ) {
    this.lost = new Promise((resolve) => (this.#tellLost = resolve))
    this.timeout = timeout
    this.#transport = transport
    this.#watched = told.watched
    this.#over = told.over
    transport.listen({
      received: (chunk, length) => this.#receive(chunk, length),
      ended: (reason) => this.#lose(lost(this.#farewell(reason), reason)),
      unsent: (request, { code = 'EIO' }) => this.#refuse(request, code),
    })
  }

  /** Send a request. INVALID_ARG, and nothing is sent, when it is longer than the store takes. */
  ask<T>(request: Request<T>, options?: RequestOptions): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (this.#ended) throw this.#ended
      const length = request.text.length + (request.value?.length ?? 0)
      const { payloadLimit } = this.#transport
      if (length > payloadLimit)
        throw invalid(`a request of ${length} bytes to the store is longer than ${payloadLimit}`)
      this.#send(request as Request<unknown>, resolve as (value: unknown) => void, reject, options)
    })
  }

  /** Hang up. Requests that wait end with CONNECTION_LOST. */
  async close(): Promise<void> {
    this.#end(lost('the connection to the store was closed'), undefined)
    await this.#transport.close()
  }

  #send(
    request: Request<unknown>,
    resolve: (value: unknown) => void,
    reject: (error: VirtError) => void,
    options: RequestOptions | undefined,
  ): void {
    const number = this.#next()
    const timeout = options?.timeout ?? this.timeout
    const now = timeout > 0 ? performance.now() : 0
    const expires = timeout > 0 ? now + timeout : Infinity
    const pending: PendingRequest = {
      request,
      resolve,
      reject,
      expires,
      timeout,
      stopListening: undefined,
      abandoned: false,
    }
    pending.stopListening = onAbort(options, (reason) => abandon(pending, aborted(reason)))
    if (pending.abandoned) return
    this.#pending.set(number, pending)
    this.#patience.until(expires, now)
    const { text, value, transaction = 0 } = request
    this.#transport.send({ type: requests[request.name].number, request: number, transaction, text, value })
  }

  #next(): number {
    do this.#last = this.#last === lastRequest ? 1 : this.#last + 1
    while (this.#pending.has(this.#last))
    return this.#last
  }

  #receive(chunk: Buffer, length: number): void {
    if (this.#ended) return
    try {
      this.#reader.push(chunk, length)
    } catch (error) {
      const { message } = error as Error
      this.#lose(lost(message, error))
    }
  }

  #take(bytes: Buffer, start: number, end: number): void {
    if (this.#ended) return
    const type = bytes.readUInt32LE(start)
    const payload = start + headerLength
    if (type === watchEvent) this.#event(bytes, payload, end)
    else this.#answer(type, bytes.readUInt32LE(start + 4), bytes, payload, end)
  }

  #event(bytes: Buffer, start: number, end: number): void {
    const [path, token, rest] = bytes.toString('latin1', start, end).split('\0', 3)
    if (path === undefined || token === undefined || rest === undefined)
      throw violation('the store sends an event that is no path and token')
    this.#watched(path, token)
  }

  #answer(type: number, number: number, bytes: Buffer, start: number, end: number): void {
    const known = number === 0 && this.#transport.anonymousWatches ? this.#firstOf(type) : number
    const pending = this.#pending.get(known)
    if (!pending) throw violation(`the store answers request ${number}, which was not made`)
    const { request } = pending
    if (type === errorReply)
      return this.#refuse(known, bytes.toString('latin1', start, end).replace(/\0.*$/s, ''))
    if (type !== requests[request.name].number)
      throw violation(`the store answers ${request.name} with a message of type ${type}`)
    const value = request.decode(bytes, start, end)
    this.#pending.delete(known)
    pending.stopListening?.()
    if (pending.abandoned) request.late?.(value)
    else pending.resolve(value)
  }

  #refuse(number: number, errno: string): void {
    const pending = this.#pending.get(number)
    if (!pending) return
    const { name, subject, absent } = pending.request
    if (!/^E[A-Z0-9]+$/.test(errno)) throw violation(`the store refuses ${name} without an errno`)
    this.#pending.delete(number)
    pending.stopListening?.()
    if (pending.abandoned) return
    if (absent && errno === 'ENOENT') pending.resolve(absent.value)
    else pending.reject(refused(errno, name, subject))
  }

  #firstOf(type: number): number {
    for (const [number, { request }] of this.#pending)
      if (requests[request.name].number === type) return number
    return 0
  }

  #expire(now: number): number {
    let next = Infinity
    for (const pending of this.#pending.values())
      if (pending.abandoned) continue
      else if (pending.expires <= now) abandon(pending, expired(pending.timeout))
      else next = Math.min(next, pending.expires)
    return next
  }

  #farewell(reason: Error | undefined): string {
    if (reason) return reason.message
    return this.#reader.partial ? 'the store closed in the middle of a message' : 'the store closed'
  }

  #lose(error: VirtError): void {
    if (this.#ended) return
    this.#end(error, error)
    void this.#transport.close()
    this.#tellLost(error)
  }

  #end(error: VirtError, loss: VirtError | undefined): void {
    if (this.#ended) return
    this.#ended = error
    this.#patience.end()
    for (const pending of this.#pending.values()) {
      pending.stopListening?.()
      pending.reject(error)
    }
    this.#pending.clear()
    this.#over(loss)
  }
}

function abandon(pending: PendingRequest, error: VirtError): void {
  pending.abandoned = true
  pending.stopListening?.()
  pending.reject(error)
}
