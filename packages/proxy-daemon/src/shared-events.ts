import type { Call, Emit, Unsubscribe } from '@virt/core/driver'

type Subscribe = (emit: Emit<unknown>, call: Call) => Promise<unknown>

/** One subscription upstream, begun at once and kept, for all that listen. */
export class SharedEvents {
  readonly #subscribe: Subscribe
  readonly #noticed: () => void
  readonly #listeners = new Set<Emit<unknown>>()
  #upstream: Promise<unknown> | undefined

  /** `noticed` is told of every event before the listeners are. What cannot be had now is tried again for each listener. */
  constructor(subscribe: Subscribe, noticed: () => void) {
    this.#subscribe = subscribe
    this.#noticed = noticed
    this.#upstream = this.#begin()
  }

  /** Every event goes to `emit` from when this resolves on, or shortly before. */
  async listen(emit: Emit<unknown>): Promise<Unsubscribe> {
    const listener: Emit<unknown> = (event) => emit(event)
    this.#listeners.add(listener)
    try {
      await (this.#upstream ??= this.#begin())
    } catch (error) {
      this.#listeners.delete(listener)
      throw error
    }
    return () => void this.#listeners.delete(listener)
  }

  #begin(): Promise<unknown> {
    const upstream = this.#subscribe(this.#emit, {})
    upstream.catch(() => (this.#upstream = undefined))
    return upstream
  }

  readonly #emit = (event: unknown): void => {
    this.#noticed()
    for (const listener of this.#listeners) listener(event)
  }
}
