import type {
  DomainEvent,
  DomainRef,
  LifecycleDetails,
  LifecycleEvent,
  NetworkEvent,
} from '@virt/core/driver'
import { Broadcast } from './broadcast.js'
import { Indexed } from './indexed.js'
import { notRunning, refusal } from './refusal.js'
import type { TestDomain } from './test-domain.js'
import type { TestHost } from './test-host.js'
import type { TestNetwork } from './test-network.js'

/** The state behind one or several connections: a host with its domains and networks. */
export class TestNode {
  readonly host: TestHost
  readonly domains: Indexed<TestDomain> = new Indexed()
  readonly running: Map<number, TestDomain> = new Map()
  readonly networks: Indexed<TestNetwork> = new Indexed()
  readonly domainEvents: Broadcast<DomainEvent> = new Broadcast()
  readonly networkEvents: Broadcast<NetworkEvent> = new Broadcast()
  #lastId = 0

  constructor(host: TestHost) {
    this.host = host
  }

  nextId(): number {
    this.#lastId += 1
    return this.#lastId
  }

  domain({ uuid, name }: DomainRef): TestDomain {
    const found = this.domains.byUuid(uuid)
    if (!found) throw refusal('NO_DOMAIN', `no domain with matching uuid '${uuid}' (${name})`)
    return found
  }

  activeDomain(ref: DomainRef): TestDomain {
    const domain = this.domain(ref)
    if (!domain.active) throw notRunning()
    return domain
  }

  /** Tell all listeners what has just become of a domain. */
  announce<E extends keyof LifecycleDetails>(
    domain: TestDomain,
    event: E,
    detail: LifecycleDetails[E],
  ): void {
    this.domainEvents.send({ type: 'lifecycle', domain: domain.ref, event, detail } as LifecycleEvent)
  }
}
