import type { Call } from '@virt/core/driver'

/** Runs the changes of one domain one after the other. */
export class JobQueue {
  #last: Promise<unknown> = Promise.resolve()

  /** Whose turn comes when all earlier jobs have ended, well or badly. A job whose caller left before its turn is not begun. */
  run<T>(job: () => Promise<T>, call: Call = {}): Promise<T> {
    const turn = this.#last.then(() => {
      call.signal?.throwIfAborted()
      return job()
    })
    this.#last = turn.catch(() => undefined)
    return turn
  }
}
