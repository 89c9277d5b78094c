import type { JobProgress } from '../contract/call.js'
import {
  operations,
  type OperationArguments,
  type OperationName,
  type OperationResult,
  type OperationTraits,
} from '../contract/operations.js'
import type { Router } from '../channels/router.js'
import { VirtError } from '../errors/virt-error.js'
import type { CallOptions } from './call-options.js'
import { aborted, PendingCall } from './pending-call.js'

/** Anything that may stand for an operation's arguments before they are checked. */
export type Unchecked<N extends OperationName> = { readonly [I in keyof OperationArguments<N>]: unknown }

/**
 * The one way from the user to the drivers. In this order: arguments, state of the connection, read-only, abort,
 * timeout, wrapping of errors; so a driver meets only calls that may be made, and a user only VirtErrors.
 */
export class Gate {
  readonly router: Router
  readonly #readOnly: boolean
  readonly #timeout: number
  readonly #waiting = new Set<PendingCall<never>>()
  #shut: VirtError | undefined

  constructor(router: Router, readOnly: boolean, timeout: number) {
    this.router = router
    this.#readOnly = readOnly
    this.#timeout = timeout
  }

  /** Why nothing goes through any more; `undefined` while it is open. */
  get shut(): VirtError | undefined {
    return this.#shut
  }

  /** From now on every call fails with this error, and so does every call that waits. */
  close(error: VirtError): void {
    this.#shut ??= error
    this.interrupt(error)
  }

  /** Every call that waits fails with this error. */
  interrupt(error: VirtError): void {
    for (const call of this.#waiting) call.abandon(error)
  }

  async run<N extends OperationName>(
    name: N,
    values: Unchecked<N>,
    options: CallOptions = {},
    progress?: (progress: JobProgress) => void,
  ): Promise<OperationResult<N>> {
    try {
      return await this.#attempt(name, this.#admit(name, values, options), options, progress)
    } catch (thrown) {
      throw VirtError.from(thrown, { operation: name, driver: this.router.routes(name)[0]?.driver })
    }
  }

  #admit<N extends OperationName>(
    name: N,
    values: Unchecked<N>,
    { signal }: CallOptions,
  ): OperationArguments<N> {
    const traits = operations[name] as unknown as OperationTraits
    const checked = traits.arguments.map(({ check }, index) => check((values as readonly unknown[])[index]))
    if (this.#shut) throw this.#shut
    if (this.#readOnly && (traits.kind === 'change' || traits.privileged?.(...checked)))
      throw new VirtError('OPERATION_DENIED', `read only access prevents ${name}`)
    if (signal?.aborted) throw aborted(signal)
    return checked as unknown as OperationArguments<N>
  }

  #attempt<N extends OperationName>(
    name: N,
    values: OperationArguments<N>,
    options: CallOptions,
    progress?: (progress: JobProgress) => void,
  ): Promise<OperationResult<N>> {
    const timeout = options.timeout ?? (operations[name].result === 'job' ? 0 : this.#timeout)
    return new Promise((resolve, reject) => {
      const pending = new PendingCall(
        { resolve, reject },
        this.#waiting,
        { signal: options.signal, timeout },
        progress,
      )
      this.router.run(name, values, pending).then(
        (value) => pending.resolve(value),
        (error: unknown) => pending.reject(error),
      )
    })
  }
}
