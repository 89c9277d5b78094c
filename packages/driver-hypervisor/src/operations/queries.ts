import type { DomainOperations } from '@virt/core/driver'
import type { Hypervisor } from '../hypercalls/hypervisor.js'
import { find } from './find.js'
import { maxMemoryOf, pageKib } from './memory.js'
import { stateOf } from './state.js'

type Queries = Pick<DomainOperations, 'list' | 'info' | 'maxVcpus'>

export function queries(hypervisor: Hypervisor): Queries {
  return {
    list: async ({ active }) =>
      active === false
        ? []
        : hypervisor.domains().map((record) => ({ uuid: record.uuid, id: record.id, ...stateOf(record) })),
    info: async (ref) => {
      const record = find(hypervisor, ref)
      return {
        ...stateOf(record),
        maxMemory: maxMemoryOf(hypervisor, record),
        memory: record.pages * pageKib,
        vcpus: record.onlineVcpus,
        cpuTime: record.cpuTime,
        id: record.id,
      }
    },
    maxVcpus: async (ref) => find(hypervisor, ref).maxVcpus,
  }
}
