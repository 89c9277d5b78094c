import type { DomainOperations } from '@virt/core/driver'
import type { XenStoreClient } from '../../client/client.js'
import { unknown } from '../errors.js'
import { factsOf, osTypeOf } from '../facts.js'
import type { Residents } from '../residents.js'

/** What one domain is like. */
export function questionOperations(
  client: XenStoreClient,
  residents: Residents,
): Pick<DomainOperations, 'osType' | 'info' | 'maxMemory'> {
  return {
    osType: async ({ uuid }, call) => osTypeOf(client, await residents.byUuid(uuid, call), call),

    /** No state and no CPU time are in the store: `nostate`, and 0. Memory is the balloon's target, as the original has it. */
    info: async ({ uuid }, call) => {
      const resident = await residents.byUuid(uuid, call)
      const { maximum, target = 0, vcpus } = await factsOf(client, resident, call)
      if (maximum === undefined) throw unknown('the memory', resident.name)
      return {
        state: 'nostate',
        maxMemory: Math.max(maximum, target),
        memory: target,
        vcpus: vcpus?.current ?? 1,
        cpuTime: 0,
        id: resident.id,
      }
    },

    maxMemory: async ({ uuid }, call) => {
      const resident = await residents.byUuid(uuid, call)
      const { maximum, target = 0 } = await factsOf(client, resident, call)
      if (maximum === undefined) throw unknown('the memory', resident.name)
      return Math.max(maximum, target)
    },
  }
}
