import type { JobCall, JobProgress } from '../contract/call.js'
import { callController } from '../contract/call-controller.js'
import { VirtError } from '../errors/virt-error.js'

/** A client's call as the driver receives it; the abort signal is made only if the driver asks for it. */
export class ServedCall implements JobCall {
  readonly progress: ((progress: JobProgress) => void) | undefined
  #controller: AbortController | undefined
  #aborted: VirtError | undefined
  #listeners: ((reason: unknown) => void)[] | undefined

  constructor(progress?: (progress: JobProgress) => void) {
    this.progress = progress
  }

  get signal(): AbortSignal {
    this.#controller ??= callController()
    if (this.#aborted) this.#controller.abort(this.#aborted)
    return this.#controller.signal
  }

  onAbort(listener: (reason: unknown) => void): void {
    if (this.#aborted) listener(this.#aborted)
    else (this.#listeners ??= []).push(listener)
  }

  /** Why nobody waits for the answer any more. */
  get aborted(): VirtError | undefined {
    return this.#aborted
  }

  readonly abort = (): void => {
    if (this.#aborted) return
    this.#aborted = new VirtError('OPERATION_ABORTED', 'the client does not wait any more', {
      origin: 'RPC',
    })
    this.#controller?.abort(this.#aborted)
    for (const listener of this.#listeners?.splice(0) ?? []) listener(this.#aborted)
  }
}
