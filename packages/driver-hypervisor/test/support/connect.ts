import type { DomainOperations, DomainRef, HostOperations } from '@virt/core/driver'
import { hypervisorConnection } from '../../src/connection.js'
import { Hypervisor } from '../../src/hypercalls/hypervisor.js'
import { FakeXen, type FakeDomain, type FakeOptions, type Faults } from './fake-xen.js'

export interface Connected {
  readonly xen: FakeXen
  readonly host: HostOperations
  readonly domains: DomainOperations
  readonly close: () => Promise<void>
}

/** The driver over a Xen of its own. */
export function connect(domains?: FakeDomain[], faults?: Faults, options: FakeOptions = {}): Connected {
  const xen = new FakeXen(domains, {}, options)
  const connection = hypervisorConnection(new Hypervisor(xen))
  Object.assign(xen.faults, faults)
  xen.calls.length = 0
  return {
    xen,
    host: connection.host as HostOperations,
    domains: connection.domains as DomainOperations,
    close: () => connection.close(),
  }
}

export const refOf = ({ id, uuid }: FakeDomain): DomainRef => ({ name: `guest${id}`, uuid, id })

/** An operation by its name, with whatever values it takes. */
export function invoke(
  domains: DomainOperations,
  operation: keyof DomainOperations,
  ...values: readonly unknown[]
): Promise<unknown> {
  const operations = domains as unknown as Record<string, (...all: readonly unknown[]) => Promise<unknown>>
  return operations[operation]?.(...values, {}) ?? Promise.reject(new Error(`there is no ${operation}`))
}
