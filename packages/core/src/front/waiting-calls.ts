/** A call that waits for its answer, until a time of `performance.now()`. */
export interface WaitingCall {
  /** Infinity when it may take as long as it likes. */
  readonly deadline: number
  /** Its time is up. */
  expire(): void
}

/** Node's timers take no longer time. */
const farthest = 2 ** 31 - 1

/**
 * The calls that wait, and one timer for all of them: with one for each, a third of a short call would be its timer. It
 * stays when the last of them is over, for the next one, and then keeps no process alive.
 */
export class WaitingCalls<C extends WaitingCall> implements Iterable<C> {
  readonly #calls = new Set<C>()
  #limited = 0
  #alarm: NodeJS.Timeout | undefined
  #rings = Infinity

  add(call: C): void {
    this.#calls.add(call)
    if (call.deadline === Infinity) return
    this.#limited++
    if (call.deadline < this.#rings) this.#setAlarm(call.deadline)
    else if (this.#limited === 1) this.#alarm?.ref()
  }

  delete(call: C): void {
    if (!this.#calls.delete(call) || call.deadline === Infinity) return
    this.#limited--
    if (this.#limited === 0) this.#alarm?.unref()
  }

  [Symbol.iterator](): Iterator<C> {
    return this.#calls.values()
  }

  #setAlarm(rings: number): void {
    clearTimeout(this.#alarm)
    this.#rings = rings
    this.#alarm = setTimeout(this.#ring, Math.min(Math.ceil(rings - performance.now()), farthest))
  }

  readonly #ring = (): void => {
    this.#alarm = undefined
    this.#rings = Infinity
    const now = performance.now()
    let next = Infinity
    for (const call of this.#calls)
      if (call.deadline <= now) call.expire()
      else next = Math.min(next, call.deadline)
    if (next < this.#rings) this.#setAlarm(next)
  }
}
