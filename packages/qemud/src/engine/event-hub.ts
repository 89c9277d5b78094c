import type { DomainEvent, Emit, Unsubscribe } from '@virt/core/driver'

/** Hands every event to every subscriber, in the order in which things happened. */
export class EventHub {
  readonly #subscribers = new Set<Emit<DomainEvent>>()

  subscribe(emit: Emit<DomainEvent>): Unsubscribe {
    const own: Emit<DomainEvent> = (event) => emit(event)
    this.#subscribers.add(own)
    return () => void this.#subscribers.delete(own)
  }

  readonly emit: Emit<DomainEvent> = (event) => {
    for (const subscriber of this.#subscribers) subscriber(event)
  }
}
