import type { DomainOperations } from '@virt/core/driver'
import type { DomainRecord } from '../hypercalls/domain-record.js'
import type { Hypervisor } from '../hypercalls/hypervisor.js'
import { find, onlyLive } from './find.js'

/** KiB of a page. */
export const pageKib = 4

/** KiB. A domain without limit, as domain 0 is by default, can have what the host has. */
export function maxMemoryOf(hypervisor: Hypervisor, { maxPages, pages }: DomainRecord): number {
  return (maxPages ?? hypervisor.totalPages() ?? pages) * pageKib
}

type Memory = Pick<DomainOperations, 'maxMemory' | 'setMaxMemory'>

export function memoryOperations(hypervisor: Hypervisor): Memory {
  return {
    maxMemory: async (ref) => maxMemoryOf(hypervisor, find(hypervisor, ref)),
    setMaxMemory: async (ref, memory, flags) => {
      onlyLive(flags)
      hypervisor.setMaxMemory(find(hypervisor, ref).id, memory)
    },
  }
}
