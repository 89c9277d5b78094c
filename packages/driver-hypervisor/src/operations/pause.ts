import type { DomainOperations } from '@virt/core/driver'
import { errnoOf } from '../hypercalls/failure.js'
import type { Hypervisor } from '../hypercalls/hypervisor.js'
import { notValid, refusal } from '../hypercalls/refusal.js'
import { find, findGuest } from './find.js'
import { isAlive, isPaused } from './state.js'

/** Pauses of other programs that are taken back before it looks like a fight. */
const mostPauses = 10_000

/** Xen counts pauses: a domain runs when as many were taken back. Here it is paused or not. */
export function pausing(hypervisor: Hypervisor): Pick<DomainOperations, 'suspend' | 'resume'> {
  return {
    suspend: async (ref) => {
      const record = findGuest(hypervisor, ref)
      if (!isAlive(record)) throw notValid(`domain '${ref.name}' is not running`)
      if (!isPaused(record)) hypervisor.pause(record.id)
    },
    resume: async (ref) => {
      const record = find(hypervisor, ref)
      if (!isAlive(record) || !isPaused(record)) throw notValid(`domain '${ref.name}' not paused`)
      for (let count = 0; count < mostPauses; count++) {
        unpause(hypervisor, record.id)
        if (!isPaused(find(hypervisor, ref))) return
      }
      throw refusal('OPERATION_FAILED', `domain '${ref.name}' was paused again and again`)
    },
  }
}

/** EINVAL: somebody else was first. */
function unpause(hypervisor: Hypervisor, id: number): void {
  try {
    hypervisor.unpause(id)
  } catch (thrown) {
    if (errnoOf(thrown) !== 'EINVAL') throw thrown
  }
}
