import type { AffectFlags, DomainRef } from '@virt/core/driver'
import type { DomainRecord } from '../hypercalls/domain-record.js'
import type { Hypervisor } from '../hypercalls/hypervisor.js'
import { notValid, refusal } from '../hypercalls/refusal.js'

/**
 * The domain that is meant, or NO_DOMAIN. Xen gives an id to another domain when its own is gone, so the uuid must fit:
 * asked in the same turn as what is done with the answer, nothing can come between.
 */
export function find(hypervisor: Hypervisor, { id, uuid, name }: DomainRef): DomainRecord {
  if (id !== undefined) {
    const record = hypervisor.domain(id)
    if (record.uuid === uuid) return record
  }
  throw refusal('NO_DOMAIN', `no running domain with matching uuid '${uuid}' (${name})`)
}

/** The same, unless it is the one that this program runs in. */
export function findGuest(hypervisor: Hypervisor, ref: DomainRef): DomainRecord {
  const record = find(hypervisor, ref)
  if (record.id === 0) throw notValid('Domain-0 does not support requested operation')
  return record
}

/** Xen knows what runs, and no definitions: another channel may. */
export function onlyLive({ config = false }: AffectFlags): void {
  if (config) throw refusal('NO_SUPPORT', 'the hypervisor keeps no definitions')
}
