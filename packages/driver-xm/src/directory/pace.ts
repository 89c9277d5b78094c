import { setImmediate } from 'node:timers/promises'

/** Milliseconds that work may take in one go. */
const longest = 5

/** Lets others have their turn during long work. */
export class Pace {
  #since = performance.now()

  /** Whether it is time for a {@link pause}. */
  get due(): boolean {
    return performance.now() - this.#since > longest
  }

  async pause(): Promise<void> {
    await setImmediate()
    this.#since = performance.now()
  }
}
