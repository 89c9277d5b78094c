import type { JobCall } from '../contract/call.js'
import type { VirtError } from '../errors/virt-error.js'
import { aborted } from './errors.js'

/** A request between its sending and its answer. One that was abandoned waits on, silently, for its answer still comes. */
export class PendingRequest {
  readonly progress: JobCall['progress']
  readonly #resolve: (value: unknown) => void
  readonly #reject: (error: VirtError) => void
  readonly #signal: AbortSignal | undefined
  readonly #cancel: () => void

  constructor(
    settle: { resolve: (value: unknown) => void; reject: (error: VirtError) => void },
    { signal, progress }: JobCall,
    cancel: () => void,
  ) {
    this.#resolve = settle.resolve
    this.#reject = settle.reject
    this.progress = progress
    this.#signal = signal
    this.#cancel = cancel
    this.#signal?.addEventListener('abort', this.#abandon)
  }

  resolve(value: unknown): void {
    this.#signal?.removeEventListener('abort', this.#abandon)
    this.#resolve(value)
  }

  reject(error: VirtError): void {
    this.#signal?.removeEventListener('abort', this.#abandon)
    this.#reject(error)
  }

  readonly #abandon = (): void => {
    this.reject(aborted(this.#signal as AbortSignal))
    this.#cancel()
  }
}
