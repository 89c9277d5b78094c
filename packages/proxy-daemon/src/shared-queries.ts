import { withoutSecrets, type DomainConfig } from '@virt/core/config'
import {
  type Call,
  type DriverConnection,
  type Emit,
  type OperationName,
  operations,
  type OperationTraits,
  VirtError,
} from '@virt/core/driver'
import { lookup, type Pass, tableOf } from '@virt/core/rpc'
import { queriesOf } from './only-queries.js'
import { SharedAnswers } from './shared-answers.js'
import { SharedEvents } from './shared-events.js'

type Ask = (values: readonly unknown[], call: Call) => Promise<unknown>

/**
 * The queries of a connection, for many to ask: identical ones that come within `freshness` milliseconds are asked once,
 * events are subscribed to once, passwords stay behind. There is nothing else in it.
 */
export class SharedQueries implements DriverConnection {
  readonly driver: string
  readonly host: DriverConnection['host']
  readonly domains: DriverConnection['domains']
  readonly networks: DriverConnection['networks']
  readonly lost: DriverConnection['lost']
  readonly #upstream: DriverConnection
  readonly #answers: SharedAnswers
  readonly #events = new Map<OperationName, SharedEvents>()

  constructor(upstream: DriverConnection, freshness = 100) {
    this.#upstream = upstream
    this.#answers = new SharedAnswers(freshness)
    this.driver = upstream.driver
    this.lost = upstream.lost
    const table = tableOf(queriesOf(upstream), this.#pass)
    this.host = table.host
    this.domains = table.domains
    this.networks = table.networks
  }

  close(): Promise<void> {
    return this.#upstream.close()
  }

  readonly #pass: Pass = (name, values, call) => {
    const { result, privileged } = operations[name] as unknown as OperationTraits
    if (privileged?.(...values)) return Promise.reject(denied(name))
    if (result === 'events') return this.#eventsOf(name).listen(values[0] as Emit<unknown>)
    const ask = (upstreamCall: Call): Promise<unknown> => this.#ask(name, values, upstreamCall)
    return this.#answers.ask(`${name} ${JSON.stringify(values)}`, ask, call)
  }

  async #ask(name: OperationName, values: readonly unknown[], call: Call): Promise<unknown> {
    const answer = await (lookup(this.#upstream, name) as unknown as Ask)(values, call)
    return name === 'domains.config' ? withoutSecrets(answer as DomainConfig) : answer
  }

  #eventsOf(name: OperationName): SharedEvents {
    const known = this.#events.get(name)
    if (known) return known
    const events = new SharedEvents(
      (emit, call) => this.#ask(name, [emit], call),
      () => this.#answers.forget(),
    )
    this.#events.set(name, events)
    return events
  }
}

function denied(name: OperationName): VirtError {
  return new VirtError('OPERATION_DENIED', `read only access prevents ${name}`, { origin: 'PROXY' })
}
