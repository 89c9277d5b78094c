import type { JobCall } from '../contract/call.js'
import { whenAborted } from '../contract/when-aborted.js'
import type { VirtError } from '../errors/virt-error.js'
import { aborted } from './errors.js'

/** A request between its sending and its answer. One that was abandoned waits on, silently, for its answer still comes. */
export class PendingRequest {
  readonly progress: JobCall['progress']
  readonly #resolve: (value: unknown) => void
  readonly #reject: (error: VirtError) => void
  readonly #cancel: () => void
  readonly #stopListening: () => void
  #abandoned = false

  constructor(
    settle: { resolve: (value: unknown) => void; reject: (error: VirtError) => void },
    call: JobCall,
    cancel: () => void,
  ) {
    this.#resolve = settle.resolve
    this.#reject = settle.reject
    this.progress = call.progress
    this.#cancel = cancel
    this.#stopListening = whenAborted(call, this.#abandon)
  }

  /** Whether nobody waits for it any more. */
  get abandoned(): boolean {
    return this.#abandoned
  }

  resolve(value: unknown): void {
    this.#stopListening()
    this.#resolve(value)
  }

  reject(error: VirtError): void {
    this.#stopListening()
    this.#reject(error)
  }

  readonly #abandon = (reason: unknown): void => {
    this.#abandoned = true
    this.#reject(aborted({ reason }))
    this.#cancel()
  }
}
