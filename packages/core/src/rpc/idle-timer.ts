/** Calls once after a time in which nothing was busy. Without a time: never. */
export class IdleTimer {
  readonly #milliseconds: number | undefined
  readonly #busy: () => boolean
  readonly #idle: () => void
  #timer: NodeJS.Timeout | undefined

  constructor(seconds: number | undefined, busy: () => boolean, idle: () => void) {
    this.#milliseconds = seconds === undefined ? undefined : seconds * 1000
    this.#busy = busy
    this.#idle = idle
  }

  /** To be called when something became busy or idle. What is busy is looked at again after the same time. */
  readonly reconsider = (): void => {
    clearTimeout(this.#timer)
    if (this.#milliseconds === undefined) return
    this.#timer = setTimeout(this.#busy() ? this.reconsider : this.#idle, this.#milliseconds)
  }

  stop(): void {
    clearTimeout(this.#timer)
  }
}
