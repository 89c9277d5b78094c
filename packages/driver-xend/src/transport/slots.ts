import { type Call, whenAborted } from '@virt/core/driver'

/** Lets so many work at a time; the others wait for their turn, first come first served, or until they give up. */
export class Slots {
  #free: number
  readonly #waiting = new Set<() => void>()

  constructor(count: number) {
    this.#free = count
  }

  async run<T>(work: () => Promise<T>, call: Call): Promise<T> {
    if (this.#free > 0) this.#free -= 1
    else await this.#turn(call)
    try {
      return await work()
    } finally {
      this.#pass()
    }
  }

  #turn(call: Call): Promise<void> {
    return new Promise((resolve, reject) => {
      const refuse: (reason: unknown) => void = reject
      const go = (): void => {
        forget()
        resolve()
      }
      this.#waiting.add(go)
      const forget = whenAborted(call, (reason) => {
        if (this.#waiting.delete(go)) refuse(reason)
      })
    })
  }

  #pass(): void {
    const [next] = this.#waiting
    if (!next) {
      this.#free += 1
      return
    }
    this.#waiting.delete(next)
    next()
  }
}
