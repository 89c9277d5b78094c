import type { DomainEvent, NetworkEvent, Unsubscribe } from '../contract/events.js'
import { EventQueue, type OverflowEvent } from './event-queue.js'
import type { Gate } from './gate.js'

/** An event of a connection, told apart by `object`. */
export type VirtEvent =
  ({ readonly object: 'domain' } & DomainEvent) | ({ readonly object: 'network' } & NetworkEvent)

export interface EventOptions {
  /** Ends the stream without error. */
  readonly signal?: AbortSignal
  /** Events kept for a reader who is slower than they come; then an overflow event takes their place. Default 10,000. */
  readonly queue?: number
}

export type EventStream<E = VirtEvent> = EventQueue<E>
export type { OverflowEvent }

type Source = 'domains' | 'networks'
const allSources = ['domains', 'networks'] as const
type Listener = (event: VirtEvent) => void

/** Shares one subscription with the driver, for domains and for networks, among all readers and listeners of a connection. */
export class EventHub {
  readonly #gate: Gate
  readonly #listeners = { domains: new Set<Listener>(), networks: new Set<Listener>() }
  readonly #subscriptions: { [S in Source]?: Promise<Unsubscribe> } = {}
  readonly #queues = new Set<EventQueue<VirtEvent>>()

  constructor(gate: Gate) {
    this.#gate = gate
  }

  /** Begin to listen; resolves with the way to stop once the driver has confirmed. */
  async listen(source: Source, listener: Listener): Promise<() => void> {
    this.#listeners[source].add(listener)
    const stop = (): void => this.#drop(source, listener)
    try {
      await (this.#subscriptions[source] ??= this.#subscribe(source))
    } catch (error) {
      stop()
      throw error
    }
    return stop
  }

  /** A stream of what happens from this call on. A failed subscription is the stream's error. */
  stream(
    wanted: (event: VirtEvent) => boolean,
    { signal, queue: limit = 10_000 }: EventOptions,
  ): EventStream {
    const supported = allSources.filter(
      (source) => this.#gate.router.routes(`${source}.subscribe`).length > 0,
    )
    const sources = supported.length > 0 ? supported : allSources // whose NO_SUPPORT is then the stream's error
    const queue = new EventQueue<VirtEvent>(limit, () => {
      this.#queues.delete(queue)
      signal?.removeEventListener('abort', finish)
      for (const source of sources) this.#drop(source, listener)
    })
    const finish = (): void => queue.finish()
    const listener: Listener = (event) => {
      if (wanted(event)) queue.push(event)
    }
    this.#queues.add(queue)
    signal?.addEventListener('abort', finish)
    if (signal?.aborted) finish()
    else if (this.#gate.shut) queue.finish(this.#gate.shut)
    else
      for (const source of sources)
        this.listen(source, listener).catch((error: unknown) => queue.finish(error))
    return queue
  }

  /** End every stream: with the error of a lost connection, or quietly. */
  close(error?: unknown): void {
    for (const queue of [...this.#queues]) queue.finish(error)
    for (const source of allSources) this.#listeners[source].clear()
  }

  #subscribe(source: Source): Promise<Unsubscribe> {
    const subscription =
      source === 'domains'
        ? this.#gate.run('domains.subscribe', [
            (event: DomainEvent) => this.#emit(source, { object: 'domain', ...event }),
          ])
        : this.#gate.run('networks.subscribe', [
            (event: NetworkEvent) => this.#emit(source, { object: 'network', ...event }),
          ])
    subscription.catch(() => (this.#subscriptions[source] = undefined))
    return subscription
  }

  #emit(source: Source, event: VirtEvent): void {
    for (const listener of this.#listeners[source])
      try {
        listener(event)
      } catch (error) {
        process.nextTick(rethrow, error)
      }
  }

  #drop(source: Source, listener: Listener): void {
    this.#listeners[source].delete(listener)
    if (this.#listeners[source].size > 0) return
    const subscription = this.#subscriptions[source]
    this.#subscriptions[source] = undefined
    subscription?.then((unsubscribe) => unsubscribe()).catch(() => undefined)
  }
}

/** A listener's own fault is the program's, as with any event emitter; it must not reach the driver or other listeners. */
function rethrow(error: unknown): never {
  throw error
}
