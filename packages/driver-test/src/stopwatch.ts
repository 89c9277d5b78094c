/** Time that has passed while it was running. Goes up until it is reset. */
export class Stopwatch {
  #before = 0
  #since: number | undefined

  start(): void {
    this.#since ??= performance.now()
  }

  stop(): void {
    this.#before += this.#running()
    this.#since = undefined
  }

  reset(): void {
    this.#before = 0
    this.#since = undefined
  }

  get nanoseconds(): number {
    return Math.floor((this.#before + this.#running()) * 1e6)
  }

  #running(): number {
    return this.#since === undefined ? 0 : performance.now() - this.#since
  }
}
