import { VirtError } from '@virt/core/driver'
import { jobId, type JobName } from './job-name.js'

/** A block job that QEMU has, from its start until everything that follows from its end is done. */
export class BlockJob {
  readonly name: JobName
  readonly id: string
  /** Resolves when both sides are the same, or when the job is over; never rejects. */
  readonly ready: Promise<void>
  /** Resolves when it has done its work. Rejects when it failed or was canceled. */
  readonly over: Promise<void>
  /** Whether somebody wanted its end. */
  canceled = false
  /** Somebody wanted to have the copy, and the guest where it was. */
  finishing = false
  /** Its end is being dealt with. */
  concluding = false
  #isReady = false
  readonly #tellReady: () => void
  readonly #settle: { resolve: () => void; reject: (error: Error) => void }

  constructor(name: JobName) {
    this.name = name
    this.id = jobId(name)
    let tell = (): void => undefined
    let settle = { resolve: (): void => undefined, reject: (_error: Error): void => undefined }
    this.ready = new Promise((resolve) => (tell = resolve))
    this.over = new Promise((resolve, reject) => (settle = { resolve, reject }))
    this.#tellReady = tell
    this.#settle = settle
    this.over.catch(() => undefined)
  }

  get isReady(): boolean {
    return this.#isReady
  }

  becomeReady(): void {
    this.#isReady = true
    this.#tellReady()
  }

  /** `error`: what QEMU says went wrong. */
  end(error?: string): void {
    if (error === undefined) this.#settle.resolve()
    else this.#settle.reject(this.#failure(error))
    this.#tellReady()
  }

  #failure(error: string): VirtError {
    return this.canceled
      ? new VirtError('OPERATION_ABORTED', 'the block job was canceled', { origin: 'QEMU' })
      : new VirtError('OPERATION_FAILED', `block job of disk '${this.name.disk}' failed: ${error}`, {
          origin: 'QEMU',
        })
  }
}
