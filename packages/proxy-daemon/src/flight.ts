import { type Call, VirtError, whenAborted } from '@virt/core/driver'
import { ServedCall } from '@virt/core/rpc'

/** One question to upstream, and all who wait for its answer. It is given up when the last of them has. */
export class Flight {
  readonly #call = new ServedCall()
  readonly #answer: Promise<unknown>
  readonly #abandoned: () => void
  #waiting = 0
  #landed = false

  constructor(ask: (call: Call) => Promise<unknown>, abandoned: () => void) {
    this.#abandoned = abandoned
    this.#answer = ask(this.#call)
    this.#answer.then(this.#land, this.#land)
  }

  /** Resolves when there is an answer, or an error. */
  get landed(): Promise<void> {
    return this.#answer.then(
      () => undefined,
      () => undefined,
    )
  }

  join(call: Call): Promise<unknown> {
    if (this.#landed) return this.#answer
    this.#waiting++
    return new Promise((resolve, reject) => {
      const stop = whenAborted(call, (reason) => {
        reject(VirtError.from(reason))
        this.#leave()
      })
      this.#answer.then(resolve, reject).finally(stop)
    })
  }

  readonly #land = (): void => void (this.#landed = true)

  #leave(): void {
    if (--this.#waiting > 0 || this.#landed) return
    this.#abandoned()
    this.#call.abort()
  }
}
