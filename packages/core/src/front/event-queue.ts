/** Said in place of events that a slow reader missed. */
export interface OverflowEvent {
  readonly object: 'overflow'
  /** How many events are missing here. */
  readonly dropped: number
}

/**
 * Said where the source of events was lost and another one took its place, or the same one again: something may have
 * happened unheard in between. Look again at what matters.
 */
export interface ResyncEvent {
  readonly object: 'resync'
  /** What was lost, and why. */
  readonly reason: string
}

type Marker = OverflowEvent | ResyncEvent
type Waiter<E> = { resolve: (result: IteratorResult<E>) => void; reject: (error: unknown) => void }

/**
 * A bounded queue between an event source that never waits and one reader. When it is full, what comes is counted
 * instead of kept, and the reader finds an {@link OverflowEvent} at that place.
 */
export class EventQueue<E> implements AsyncIterableIterator<E | Marker, void, undefined> {
  readonly #limit: number
  readonly #onEnd: () => void
  readonly #events: (E | Marker)[] = []
  readonly #waiters: Waiter<E | Marker>[] = []
  #dropped = 0
  #end: { error?: unknown } | undefined

  constructor(limit: number, onEnd: () => void) {
    this.#limit = limit
    this.#onEnd = onEnd
  }

  push(event: E | ResyncEvent): void {
    if (this.#end) return
    const waiter = this.#waiters.shift()
    if (waiter) waiter.resolve({ done: false, value: event })
    else if (this.#dropped > 0 || this.#events.length >= this.#limit) this.#dropped++
    else this.#events.push(event)
  }

  /** No more events: the reader gets what is queued, and then this error, or the end. */
  finish(error?: unknown): void {
    if (this.#end) return
    this.#end = { error }
    this.#onEnd()
    for (const waiter of this.#waiters.splice(0)) this.#conclude(waiter)
  }

  next(): Promise<IteratorResult<E | Marker, void>> {
    const event = this.#events.shift()
    if (event !== undefined) return Promise.resolve({ done: false, value: event })
    if (this.#dropped > 0) {
      const dropped = this.#dropped
      this.#dropped = 0
      return Promise.resolve({ done: false, value: { object: 'overflow', dropped } })
    }
    return new Promise((resolve, reject) => {
      const waiter = { resolve, reject }
      if (this.#end) this.#conclude(waiter)
      else this.#waiters.push(waiter)
    })
  }

  return(): Promise<IteratorResult<E | Marker, void>> {
    this.finish()
    this.#events.length = this.#dropped = 0
    return Promise.resolve({ done: true, value: undefined })
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.return().then(() => undefined)
  }

  #conclude({ resolve, reject }: Waiter<E | Marker>): void {
    const error = this.#end?.error
    if (this.#end) this.#end.error = undefined
    if (error === undefined) resolve({ done: true, value: undefined })
    else reject(error)
  }
}
