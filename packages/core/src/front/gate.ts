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
import { WaitingCalls } from './waiting-calls.js'

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
  readonly #waiting = new WaitingCalls<PendingCall<never>>()
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

  run<N extends OperationName>(
    name: N,
    values: Unchecked<N>,
    options: CallOptions = {},
    progress?: (progress: JobProgress) => void,
  ): Promise<OperationResult<N>> {
    return new Promise((resolve, reject) => {
      let fail = (thrown: unknown): void =>
        reject(VirtError.from(thrown, { operation: name, driver: this.router.routes(name)[0]?.driver }))
      try {
        const checked = this.#admit(name, values, options)
        const { signal, timeout = this.#timeoutOf(name) } = options
        const pending = new PendingCall({ resolve, reject: fail, signal, timeout, progress }, this.#waiting)
        fail = (thrown) => pending.reject(thrown)
        this.router.run(name, checked, pending).then((value) => pending.resolve(value), fail)
      } catch (thrown) {
        fail(thrown)
      }
    })
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

  #timeoutOf(name: OperationName): number {
    return operations[name].result === 'job' ? 0 : this.#timeout
  }
}
