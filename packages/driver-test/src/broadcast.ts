import type { Emit } from '@virt/core/driver'

/** Hands every event to all who listen at that moment, in the order in which things happened. */
export class Broadcast<Event> {
  readonly #listeners = new Set<Emit<Event>>()

  /** Listen from now on; the answer ends it. */
  listen(emit: Emit<Event>): () => void {
    const listener: Emit<Event> = (event) => emit(event)
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  send(event: Event): void {
    for (const emit of this.#listeners) emit(event)
  }
}
