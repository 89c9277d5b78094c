import { lookup } from '../channels/lookup.js'
import type { JobCall } from '../contract/call.js'
import type { DriverConnection } from '../contract/driver.js'
import {
  type OperationName,
  operationNames,
  operations,
  type OperationTraits,
} from '../contract/operations.js'
import { VirtError } from '../errors/virt-error.js'

/** What a client may call, with what stands behind it. */
export interface Exported {
  readonly name: OperationName
  readonly traits: OperationTraits
  readonly invoke: (values: readonly unknown[], call: JobCall) => Promise<unknown>
}

/** A call that may be made, with its checked arguments. */
export interface Admitted {
  readonly operation: Exported
  readonly values: readonly unknown[]
}

/** The operations of a driver connection as clients may use them. */
export class Surface {
  readonly readOnly: boolean
  readonly #exported = new Map<string, Exported>()

  constructor(connection: DriverConnection, readOnly: boolean) {
    this.readOnly = readOnly
    for (const name of operationNames) {
      const invoke = lookup(connection, name)
      const traits = operations[name] as unknown as OperationTraits
      if (invoke) this.#exported.set(name, { name, traits, invoke: invoke as unknown as Exported['invoke'] })
    }
  }

  get operations(): readonly string[] {
    return [...this.#exported.keys()]
  }

  /** In this order: NO_SUPPORT, what the checks of the arguments throw, OPERATION_DENIED. */
  admit(method: string, params: unknown): Admitted {
    const operation = this.#exported.get(method)
    if (!operation) throw new VirtError('NO_SUPPORT', `no operation '${method}' here`, { origin: 'RPC' })
    const { name, traits } = operation
    const values = checked(traits, params ?? [])
    if (this.readOnly && (traits.kind === 'change' || traits.privileged?.(...values)))
      throw new VirtError('OPERATION_DENIED', `read only access prevents ${name}`, { origin: 'RPC' })
    return { operation, values }
  }
}

/** A subscription's only argument, the callback, stays on the client's side. */
function checked({ result, arguments: rows }: OperationTraits, params: unknown): readonly unknown[] {
  const expected = result === 'events' ? [] : rows
  if (!Array.isArray(params) || params.length > expected.length)
    throw new VirtError('INVALID_ARG', `params must be a list of at most ${expected.length}`, {
      origin: 'RPC',
    })
  return expected.map(({ check }, index) => check(params[index]))
}
