import type { JobCall, JobProgress } from '../contract/call.js'
import { callController } from '../contract/call-controller.js'
import { onSignal } from '../contract/on-signal.js'
import { VirtError } from '../errors/virt-error.js'
import type { WaitingCall, WaitingCalls } from './waiting-calls.js'

/** Who waits for a call, and for how long. */
export interface CallTerms<T> {
  readonly resolve: (value: T) => void
  readonly reject: (error: unknown) => void
  readonly signal: AbortSignal | undefined
  /** Milliseconds; 0 for none. */
  readonly timeout: number
  readonly progress: ((progress: JobProgress) => void) | undefined
}

/**
 * A call between its start and its first of: answer, abort, timeout, loss of the connection. It is also the
 * {@link JobCall} that the driver receives; the abort signal is made only if the driver asks for it.
 */
export class PendingCall<T> implements JobCall, WaitingCall {
  readonly progress: ((progress: JobProgress) => void) | undefined
  readonly deadline: number
  readonly #terms: CallTerms<T>
  readonly #waiting: WaitingCalls<PendingCall<never>>
  #stopListening: (() => void) | undefined
  #controller: AbortController | undefined
  #abandoned: VirtError | undefined
  #listeners: ((reason: unknown) => void)[] | undefined

  constructor(terms: CallTerms<T>, waiting: WaitingCalls<PendingCall<never>>) {
    const { signal, timeout, progress } = terms
    this.progress = progress
    this.deadline = timeout ? performance.now() + timeout : Infinity
    this.#terms = terms
    this.#waiting = waiting
    waiting.add(this)
    if (signal) this.#stopListening = onSignal(signal, () => this.abandon(aborted(signal)))
  }

  get signal(): AbortSignal {
    if (!this.#controller) {
      this.#controller = callController()
      if (this.#abandoned) this.#controller.abort(this.#abandoned)
    }
    return this.#controller.signal
  }

  onAbort(listener: (reason: unknown) => void): void {
    if (this.#abandoned) listener(this.#abandoned)
    else (this.#listeners ??= []).push(listener)
  }

  resolve(value: T): void {
    this.#end()
    this.#terms.resolve(value)
  }

  reject(error: unknown): void {
    this.#end()
    this.#terms.reject(error)
  }

  expire(): void {
    this.abandon(new VirtError('OPERATION_TIMEOUT', `no answer within ${this.#terms.timeout} ms`))
  }

  /** Give up: the driver is told through its signal, the caller through this error. */
  abandon(error: VirtError): void {
    this.#abandoned ??= error
    this.reject(error)
    this.#controller?.abort(error)
    for (const listener of this.#listeners ?? []) listener(error)
  }

  #end(): void {
    this.#stopListening?.()
    this.#waiting.delete(this)
  }
}

/** The error of a call whose caller gave up; the caller's reason is its cause. */
export function aborted(signal: AbortSignal | undefined): VirtError {
  return new VirtError('OPERATION_ABORTED', undefined, { cause: signal?.reason })
}
