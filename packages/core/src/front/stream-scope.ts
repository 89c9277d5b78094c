import type { EventOptions } from './event-hub.js'

/** The event streams that were opened through one object, and end with it. */
export class StreamScope {
  readonly #controller = new AbortController()

  bound(options: EventOptions): EventOptions {
    const own = this.#controller.signal
    return { ...options, signal: options.signal ? AbortSignal.any([options.signal, own]) : own }
  }

  end(): void {
    this.#controller.abort()
  }
}
