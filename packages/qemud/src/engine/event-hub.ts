import type { Emit, Unsubscribe } from '@virt/core/driver'

/** Hands every event to every subscriber, in the order in which things happened. */
export class EventHub<E> {
  readonly #subscribers = new Set<Emit<E>>()

  subscribe(emit: Emit<E>): Unsubscribe {
    const own: Emit<E> = (event) => emit(event)
    this.#subscribers.add(own)
    return () => void this.#subscribers.delete(own)
  }

  readonly emit: Emit<E> = (event) => {
    for (const subscriber of this.#subscribers) subscriber(event)
  }
}
