import type { JobCall } from '../contract/call.js'
import { whenAborted } from '../contract/when-aborted.js'
import type { VirtError } from '../errors/virt-error.js'
import { aborted, violation } from './errors.js'
import { frameLimit } from './frames.js'

/** Bytes of all parts of one answer. */
const partsLimit = 16 * frameLimit

/** A request between its sending and its answer. One that was abandoned waits on, silently, for its answer still comes. */
export class PendingRequest {
  readonly progress: JobCall['progress']
  readonly #resolve: (value: unknown) => void
  readonly #reject: (error: VirtError) => void
  readonly #cancel: () => void
  readonly #stopListening: () => void
  /** What has come of a list. */
  #begun: unknown[] | undefined
  #bytes = 0
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

  /** A part of a list that the answer will end. Throws RPC when all of them are too long. */
  begin(part: readonly unknown[], bytes: number): void {
    this.#bytes += bytes
    if (this.#bytes > partsLimit) throw violation(`an answer of more than ${partsLimit} bytes`)
    if (!this.#abandoned) this.#add(part)
  }

  /** Throws RPC when it began as a list and is none. */
  resolve(value: unknown): void {
    const whole = this.#begun ? this.#ended(value) : value
    this.#stopListening()
    this.#resolve(whole)
  }

  #add(part: readonly unknown[]): readonly unknown[] {
    const begun = (this.#begun ??= [])
    for (const entry of part) begun.push(entry)
    return begun
  }

  #ended(value: unknown): readonly unknown[] {
    if (!Array.isArray(value)) throw violation('an answer that began as a list and is none')
    return this.#add(value)
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
