import { clearTimeout, setTimeout } from 'node:timers'

/** One timer for all requests of a connection: it is set for the first to expire, and moved only for one that expires sooner. */
export class Patience {
  readonly #expire: (now: number) => number
  #timer: NodeJS.Timeout | undefined
  #due = Infinity

  /** `expire` ends what is due, and answers when the next is. */
  constructor(expire: (now: number) => number) {
    this.#expire = expire
  }

  until(due: number, now: number): void {
    if (due < this.#due) this.#set(due, now)
  }

  end(): void {
    clearTimeout(this.#timer)
    this.#due = -Infinity
  }

  #set(due: number, now: number): void {
    clearTimeout(this.#timer)
    this.#due = due
    this.#timer = due === Infinity ? undefined : setTimeout(this.#wake, Math.max(1, due - now)).unref()
  }

  readonly #wake = (): void => {
    const now = performance.now()
    this.#due = Infinity
    this.until(this.#expire(now), now)
  }
}
