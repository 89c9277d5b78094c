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
import { subscribe } from './subscribe.js'
import { tellers } from './tellers.js'

/**
 * Sends each operation to the channels that have it, in the order of their rank: questions to the nearest source,
 * changes to the one that must know about them.
 */
export class Router {
  readonly #channels: Map<string, Channel>
  readonly #lost = new Set<string>()
  readonly #routes = new Map<OperationName, readonly Route[]>()

  constructor(channels: readonly Channel[]) {
    this.#channels = new Map(channels.map((channel) => [channel.driver, channel]))
  }

  /** A channel is gone: events come from the others. Calls still reach it, for it says so best itself. */
  lose(driver: string): void {
    this.#lost.add(driver)
    this.#routes.clear()
  }

  /** It is there again. */
  restore(channel: Channel): void {
    this.#lost.delete(channel.driver)
    this.#channels.set(channel.driver, channel)
    this.#routes.clear()
  }

  /** The channels that answer an operation, nearest first; empty when it is not supported. */
  routes<N extends OperationName>(name: N): readonly Route<N>[] {
    const known = this.#routes.get(name)
    if (known) return known
    const found = this.#serving(name).flatMap(({ driver, connection }) => {
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
    if (operations[name].result === 'events') return subscribe(routes, values, call)
    return operations[name].combine === 'merge'
      ? merge(name, routes, values, call)
      : first(name, routes, values, call)
  }

  /** The channels that tell these events now: none while all that could are lost. */
  tellers(name: 'domains.subscribe' | 'networks.subscribe'): readonly string[] {
    return this.routes(name)
      .map(({ driver }) => driver)
      .filter((driver) => !this.#lost.has(driver))
  }

  #serving(name: OperationName): readonly Channel[] {
    const { kind, result } = operations[name]
    const ordered = [...this.#channels.values()]
      .filter(({ connection }) => lookup(connection, name))
      .sort((a, b) => a.rank[kind] - b.rank[kind])
    if (result !== 'events') return ordered
    const there = ordered.filter(({ driver }) => !this.#lost.has(driver))
    return tellers(there.length > 0 ? there : ordered)
  }

  #unsupported(operation: OperationName): VirtError {
    const driver = [...this.#channels.keys()].join(', ')
    return new VirtError('NO_SUPPORT', `${operation} (driver ${driver})`, { operation, driver })
  }
}
