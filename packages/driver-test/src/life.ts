import type { DomainConfig } from '@virt/core/config'
import type { LifecycleDetails, StateReason } from '@virt/core/driver'
import { claim, claimInactive, type Kind } from './claim.js'
import type { SaveImage } from './save-image.js'
import { settleDomain } from './settle.js'
import { TestDomain } from './test-domain.js'
import type { TestNode } from './test-node.js'

const kind: Kind = { noun: 'domain', exists: 'DOM_EXIST' }

/** Give the next id to a domain and let it run. */
export function boot(node: TestNode, domain: TestDomain, config: DomainConfig): TestDomain {
  const id = node.nextId()
  domain.begin(config, id)
  node.running.set(id, domain)
  return domain
}

/** Let a description run, of a new transient domain or of an inactive known one. */
export function bootTransient(node: TestNode, config: DomainConfig): TestDomain {
  const settled = settleDomain(config)
  const domain = claimInactive(node.domains, settled, kind)
  return boot(node, domain ?? node.domains.add(new TestDomain(settled.name, settled.uuid)), settled)
}

/** Bring a domain that was just booted into the state it was saved in, and tell. */
export function continued(node: TestNode, domain: TestDomain, state: SaveImage['state']): TestDomain {
  domain.become(state, state === 'running' ? 'restored' : 'unknown')
  node.announce(domain, 'started', 'restored')
  if (state === 'paused') node.announce(domain, 'suspended', 'restored')
  return domain
}

/** Make or replace a definition. */
export function define(node: TestNode, config: DomainConfig): TestDomain {
  const settled = settleDomain(config)
  const known = claim(node.domains, settled, kind)
  const domain = known ?? node.domains.add(new TestDomain(settled.name, settled.uuid))
  domain.definition = settled
  return domain
}

/** Stop a domain, and tell how. A transient one is gone with it. */
export function halt(
  node: TestNode,
  domain: TestDomain,
  detail: LifecycleDetails['stopped'] & StateReason,
): void {
  if (domain.id !== undefined) node.running.delete(domain.id)
  domain.end(detail)
  if (!domain.persistent) node.domains.remove(domain)
  node.announce(domain, 'stopped', detail)
}

/** Let a running guest start anew, under the same id. */
export function restart(node: TestNode, domain: TestDomain): void {
  domain.become('running', 'booted')
  node.domainEvents.send({ type: 'reboot', domain: domain.ref })
}
