import type { DomainOperations, DomainRef, DomainStats } from '@virt/core/driver'
import type { DomainRecord } from '../hypercalls/domain-record.js'
import type { Hypervisor } from '../hypercalls/hypervisor.js'
import { maxMemoryOf, pageKib } from './memory.js'
import { stateOf } from './state.js'

/** Figures of any number of domains in one hypercall. Of those that nobody named, the name is empty: others fill it in. */
export function statistics(hypervisor: Hypervisor): Pick<DomainOperations, 'stats'> {
  const row = (record: DomainRecord, name: string): DomainStats => ({
    domain: { name, uuid: record.uuid, id: record.id },
    ...stateOf(record),
    cpu: { time: record.cpuTime },
    balloon: { current: record.pages * pageKib, maximum: maxMemoryOf(hypervisor, record) },
    vcpus: { current: record.onlineVcpus, maximum: record.maxVcpus },
  })
  return {
    stats: async (refs) => {
      const records = hypervisor.domains()
      return refs
        ? chosen(records, refs).map(([record, { name }]) => row(record, name))
        : records.map((record) => row(record, ''))
    },
  }
}

function chosen(records: readonly DomainRecord[], refs: readonly DomainRef[]): [DomainRecord, DomainRef][] {
  const byId = new Map(records.map((record) => [record.id, record]))
  return refs.flatMap((ref): [DomainRecord, DomainRef][] => {
    const record = ref.id === undefined ? undefined : byId.get(ref.id)
    return record?.uuid === ref.uuid ? [[record, ref]] : []
  })
}
