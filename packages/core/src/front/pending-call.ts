import type { JobCall, JobProgress } from '../contract/call.js'
import { callController } from '../contract/call-controller.js'
import { onSignal } from '../contract/on-signal.js'
import { VirtError } from '../errors/virt-error.js'
import type { CallOptions } from './call-options.js'

/**
 * A call between its start and its first of: answer, abort, timeout, loss of the connection. It is also the
 * {@link JobCall} that the driver receives; the abort signal is made only if the driver asks for it.
 */
export class PendingCall<T> implements JobCall {
  readonly progress: ((progress: JobProgress) => void) | undefined
  readonly #resolve: (value: T) => void
  readonly #reject: (error: unknown) => void
  readonly #waiting: Set<PendingCall<never>>
  #stopListening: (() => void) | undefined
  #timer: NodeJS.Timeout | undefined
  #controller: AbortController | undefined
  #abandoned: VirtError | undefined
  #listeners: ((reason: unknown) => void)[] | undefined

  constructor(
    settle: { resolve: (value: T) => void; reject: (error: unknown) => void },
    waiting: Set<PendingCall<never>>,
    { signal, timeout }: CallOptions,
    progress?: (progress: JobProgress) => void,
  ) {
    this.#resolve = settle.resolve
    this.#reject = settle.reject
    this.#waiting = waiting
    this.progress = progress
    waiting.add(this)
    if (timeout) this.#timer = setTimeout(expire, timeout, this, timeout)
    if (signal) this.#listenTo(signal)
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
    this.#resolve(value)
  }

  reject(error: unknown): void {
    this.#end()
    this.#reject(error)
  }

  /** Give up: the driver is told through its signal, the caller through this error. */
  abandon(error: VirtError): void {
    this.#abandoned ??= error
    this.reject(error)
    this.#controller?.abort(error)
    for (const listener of this.#listeners ?? []) listener(error)
  }

  #listenTo(signal: AbortSignal): void {
    this.#stopListening = onSignal(signal, () => this.abandon(aborted(signal)))
  }

  #end(): void {
    clearTimeout(this.#timer)
    this.#stopListening?.()
    this.#waiting.delete(this)
  }
}

function expire(call: PendingCall<never>, timeout: number): void {
  call.abandon(new VirtError('OPERATION_TIMEOUT', `no answer within ${timeout} ms`))
}

/** The error of a call whose caller gave up; the caller's reason is its cause. */
export function aborted(signal: AbortSignal | undefined): VirtError {
  return new VirtError('OPERATION_ABORTED', undefined, { cause: signal?.reason })
}
