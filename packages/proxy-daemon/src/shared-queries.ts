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
 * unless an event comes between them; events are subscribed to once; passwords stay behind. There is nothing else in it.
 */
export class SharedQueries implements DriverConnection {
  readonly driver: string
  readonly host: DriverConnection['host']
  readonly domains: DriverConnection['domains']
  readonly networks: DriverConnection['networks']
  readonly snapshots: DriverConnection['snapshots']
  readonly lost: DriverConnection['lost']
  readonly #upstream: DriverConnection
  readonly #answers: SharedAnswers
  readonly #events: ReadonlyMap<OperationName, SharedEvents>

  constructor(upstream: DriverConnection, freshness = 100) {
    this.#upstream = upstream
    this.#answers = new SharedAnswers(freshness)
    this.driver = upstream.driver
    this.lost = upstream.lost
    const names = queriesOf(upstream)
    const table = tableOf(names, this.#pass)
    this.host = table.host
    this.domains = table.domains
    this.networks = table.networks
    this.snapshots = table.snapshots
    const events = names.filter((name) => operations[name].result === 'events')
    this.#events = new Map(events.map((name) => [name, this.#subscription(name)]))
  }

  close(): Promise<void> {
    return this.#upstream.close()
  }

  readonly #pass: Pass = (name, values, call) => {
    const { privileged } = operations[name] as unknown as OperationTraits
    if (privileged?.(...values)) return Promise.reject(denied(name))
    const events = this.#events.get(name)
    if (events) return events.listen(values[0] as Emit<unknown>)
    const ask = (upstreamCall: Call): Promise<unknown> => this.#ask(name, values, upstreamCall)
    return this.#answers.ask(`${name} ${JSON.stringify(values)}`, ask, call)
  }

  async #ask(name: OperationName, values: readonly unknown[], call: Call): Promise<unknown> {
    const answer = await (lookup(this.#upstream, name) as unknown as Ask)(values, call)
    return name === 'domains.config' ? withoutSecrets(answer as DomainConfig) : answer
  }

  #subscription(name: OperationName): SharedEvents {
    return new SharedEvents(
      (emit, call) => this.#ask(name, [emit], call),
      () => this.#answers.forget(),
    )
  }
}

function denied(name: OperationName): VirtError {
  return new VirtError('OPERATION_DENIED', `read only access prevents ${name}`, { origin: 'PROXY' })
}
