import type { JobProgress } from '../contract/call.js'
import { VirtError } from '../errors/virt-error.js'
import type { CallOptions } from './call-options.js'

/** Starts the work of a job. */
export type JobWork<T> = (options: CallOptions, progress: (progress: JobProgress) => void) => Promise<T>

/**
 * A long-running operation. `await job` waits for its result; `for await (const {processed, total} of job.progress)`
 * watches it and throws what the job throws; `job.cancel()` stops it. A job cannot fail unseen: when nobody awaits it,
 * its error is an unhandled rejection like any other.
 */
export class Job<T> implements PromiseLike<T> {
  readonly result: Promise<T>
  readonly #controller = new AbortController()
  #latest: JobProgress | undefined
  #wake: (() => void) | undefined
  #ended = false

  constructor(work: JobWork<T>, { signal, timeout }: CallOptions) {
    const stop = signal ? AbortSignal.any([signal, this.#controller.signal]) : this.#controller.signal
    this.result = work({ signal: stop, timeout }, (progress) => {
      this.#latest = progress
      this.#wake?.()
    }).finally(() => {
      this.#ended = true
      this.#wake?.()
    })
  }

  /** The newest figures, each once; ends when the job does. */
  get progress(): AsyncIterable<JobProgress> {
    return { [Symbol.asyncIterator]: () => this.#watch() }
  }

  /** Ask the work to stop: the result becomes OPERATION_ABORTED (`virDomainAbortJob`). */
  cancel(): void {
    this.#controller.abort(new VirtError('OPERATION_ABORTED', 'the job was canceled'))
  }

  then<A = T, B = never>(
    onFulfilled?: ((value: T) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.result.then(onFulfilled, onRejected)
  }

  async *#watch(): AsyncGenerator<JobProgress, void, void> {
    let seen: JobProgress | undefined
    while (!this.#ended || this.#latest !== seen) {
      if (this.#latest && this.#latest !== seen) yield (seen = this.#latest)
      else await new Promise<void>((resolve) => (this.#wake = resolve))
    }
    await this.result
  }
}
