import { VirtError, whenAborted, type Call } from '@virt/core/driver'

/** As long as libvirt waits. */
const usualPatience = 30_000

/** Runs the changes of one domain one after the other. */
export class JobQueue {
  readonly #patience: number
  #last: Promise<unknown> = Promise.resolve()

  /** `patience`: milliseconds that a job waits for its turn. */
  constructor(patience: number = usualPatience) {
    this.#patience = patience
  }

  /**
   * Whose turn comes when all earlier jobs have ended, well or badly. A job whose caller left before its turn is not begun.
   *
   * @throws OPERATION_TIMEOUT when its turn does not come.
   */
  run<T>(job: () => Promise<T>, call: Call = {}): Promise<T> {
    let gone: Error | undefined
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject((gone = busy())), this.#patience).unref()
      const forget = whenAborted(call, (reason) => (gone = reason as Error))
      const turn = this.#last.then(() => {
        clearTimeout(timer)
        forget()
        if (gone) throw gone
        return job()
      })
      this.#last = turn.catch(() => undefined)
      turn.then(resolve, reject)
    })
  }
}

function busy(): VirtError {
  return new VirtError('OPERATION_TIMEOUT', 'cannot acquire state change lock', { origin: 'QEMU' })
}
