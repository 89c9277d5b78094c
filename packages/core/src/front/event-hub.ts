import type { DomainEvent, NetworkEvent, Unsubscribe } from '../contract/events.js'
import { onSignal } from '../contract/on-signal.js'
import type { VirtError } from '../errors/virt-error.js'
import { EventQueue, type OverflowEvent, type ResyncEvent } from './event-queue.js'
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
export type { OverflowEvent, ResyncEvent }

type Source = 'domains' | 'networks'
const allSources = ['domains', 'networks'] as const
type Listener = (event: VirtEvent | ResyncEvent) => void

interface Subscription {
  /** The channels that it listens to. */
  readonly tellers: string
  readonly begun: Promise<Unsubscribe>
}

/** Shares one subscription with the drivers, for domains and for networks, among all readers and listeners of a connection. */
export class EventHub {
  readonly #gate: Gate
  readonly #listeners = { domains: new Set<Listener>(), networks: new Set<Listener>() }
  readonly #subscriptions: { [S in Source]?: Subscription } = {}
  readonly #queues = new Map<EventQueue<VirtEvent>, readonly Source[]>()

  constructor(gate: Gate) {
    this.#gate = gate
  }

  /** Begin to listen; resolves with the way to stop once the drivers have confirmed. */
  async listen(source: Source, listener: Listener): Promise<() => void> {
    this.#listeners[source].add(listener)
    const stop = (): void => this.#drop(source, listener)
    try {
      await (this.#subscriptions[source] ?? this.#subscribe(source)).begun
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
      stopListening?.()
      for (const source of sources) this.#drop(source, listener)
    })
    const finish = (): void => queue.finish()
    const stopListening = signal && onSignal(signal, finish)
    const listener: Listener = (event) => {
      if (event.object === 'resync' || wanted(event)) queue.push(event)
    }
    this.#queues.set(queue, sources)
    if (signal?.aborted) finish()
    else if (this.#gate.shut) queue.finish(this.#gate.shut)
    else
      for (const source of sources)
        this.listen(source, listener).catch((error: unknown) => queue.finish(error))
    return queue
  }

  /**
   * Channels were lost or came back: listen to those that are there now, and tell that something may have been missed.
   * Where none is left, `error` ends the streams; without it they wait.
   */
  rewire(reason: string, error?: VirtError): void {
    for (const source of allSources) {
      const subscription = this.#subscriptions[source]
      const tellers = this.#tellers(source)
      if (this.#listeners[source].size === 0 || subscription?.tellers === tellers) continue
      this.#unsubscribe(source)
      if (tellers !== '') this.#resume(source, reason)
      else if (error) this.#finish(source, error)
    }
  }

  /** End every stream: with the error of a lost connection, or quietly. */
  close(error?: unknown): void {
    for (const queue of [...this.#queues.keys()]) queue.finish(error)
    for (const source of allSources) this.#listeners[source].clear()
  }

  #resume(source: Source, reason: string): void {
    this.#subscribe(source).begun.then(
      () => this.#emit(source, { object: 'resync', reason }),
      (error: unknown) => this.#finish(source, error),
    )
  }

  #finish(source: Source, error: unknown): void {
    for (const [queue, sources] of [...this.#queues]) if (sources.includes(source)) queue.finish(error)
  }

  #tellers(source: Source): string {
    return this.#gate.router.tellers(`${source}.subscribe`).join(' ')
  }

  #subscribe(source: Source): Subscription {
    const begun =
      source === 'domains'
        ? this.#gate.run('domains.subscribe', [
            (event: DomainEvent) => this.#emit(source, { object: 'domain', ...event }),
          ])
        : this.#gate.run('networks.subscribe', [
            (event: NetworkEvent) => this.#emit(source, { object: 'network', ...event }),
          ])
    const subscription = { tellers: this.#tellers(source), begun }
    this.#subscriptions[source] = subscription
    begun.catch(() => {
      if (this.#subscriptions[source] === subscription) this.#subscriptions[source] = undefined
    })
    return subscription
  }

  #emit(source: Source, event: VirtEvent | ResyncEvent): void {
    for (const listener of this.#listeners[source])
      try {
        listener(event)
      } catch (error) {
        process.nextTick(rethrow, error)
      }
  }

  #drop(source: Source, listener: Listener): void {
    this.#listeners[source].delete(listener)
    if (this.#listeners[source].size === 0) this.#unsubscribe(source)
  }

  #unsubscribe(source: Source): void {
    const subscription = this.#subscriptions[source]
    this.#subscriptions[source] = undefined
    subscription?.begun.then((unsubscribe) => unsubscribe()).catch(() => undefined)
  }
}

/** A listener's own fault is the program's, as with any event emitter; it must not reach the driver or other listeners. */
function rethrow(error: unknown): never {
  throw error
}
