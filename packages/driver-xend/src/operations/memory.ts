import type { DomainOperations } from '@virt/core/driver'
import { mibOf } from '@virt/xen-common'
import { checkAffected } from '../affect.js'
import { isActive } from '../protocol/facts.js'
import { refusal } from '../transport/failure.js'
import type { XendHost } from '../xend-host.js'

type Memory = Pick<DomainOperations, 'setMemory' | 'setMaxMemory'>

/** xend counts in MiB: a size in between is rounded up. */
export function memoryOperations(host: XendHost): Memory {
  const { xend, inventory, watch } = host
  return {
    async setMemory(domain, memory, flags, call) {
      const { facts, reference } = await inventory.find(domain, call)
      await checkAffected(host, facts, flags)
      if (memory > facts.maxMemory)
        throw refusal('INVALID_ARG', `memory ${memory} KiB is above the maximum of ${facts.maxMemory} KiB`)
      const target = mibOf(memory)
      await watch.during({ domain }, () => xend.operate(reference, 'mem_target_set', { target }, call))
    },

    async setMaxMemory(domain, memory, flags, call) {
      const { facts, reference } = await inventory.find(domain, call)
      await checkAffected(host, facts, flags)
      const most = mibOf(memory)
      if (!isActive(facts) && facts.memory > memory)
        await xend.operate(reference, 'mem_target_set', { target: most }, call)
      await watch.during({ domain }, () => xend.operate(reference, 'maxmem_set', { memory: most }, call))
    },
  }
}
