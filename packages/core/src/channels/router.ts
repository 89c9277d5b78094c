import type { Call, JobCall } from '../contract/call.js'
import {
  operations,
  type OperationArguments,
  type OperationName,
  type OperationResult,
} from '../contract/operations.js'
import { VirtError } from '../errors/virt-error.js'
import type { Channel } from './channel.js'
import { first } from './first.js'
import { lookup, type Route } from './lookup.js'
import { merge } from './merge.js'

/**
 * Sends each operation to the channels that have it, in the order of their rank: questions to the nearest source,
 * changes to the one that must know about them.
 */
export class Router {
  readonly #channels: readonly Channel[]
  readonly #routes = new Map<OperationName, readonly Route[]>()

  constructor(channels: readonly Channel[]) {
    this.#channels = channels
  }

  /** The channels that answer an operation, nearest first; empty when it is not supported. */
  routes<N extends OperationName>(name: N): readonly Route<N>[] {
    const known = this.#routes.get(name)
    if (known) return known
    const { kind } = operations[name]
    const found = [...this.#channels]
      .sort((a, b) => a.rank[kind] - b.rank[kind])
      .flatMap(({ driver, connection }) => {
        const invoke = lookup(connection, name)
        return invoke ? [{ driver, invoke }] : []
      })
    this.#routes.set(name, found)
    return found
  }

  /** Run an operation with checked arguments. NO_SUPPORT when no channel has it. */
  run<N extends OperationName>(
    name: N,
    values: OperationArguments<N>,
    call: Call | JobCall,
  ): Promise<OperationResult<N>> {
    const routes = this.routes(name)
    const [only] = routes
    if (!only) return Promise.reject(this.#unsupported(name))
    if (routes.length === 1) return only.invoke(values, call)
    return operations[name].combine === 'merge'
      ? merge(name, routes, values, call)
      : first(name, routes, values, call)
  }

  #unsupported(operation: OperationName): VirtError {
    const driver = this.#channels.map((channel) => channel.driver).join(', ')
    return new VirtError('NO_SUPPORT', `${operation} (driver ${driver})`, { operation, driver })
  }
}
