import type { Call, DomainOperations, DomainRecord, DomainRef } from '@virt/core/driver'
import { refOf } from '../life.js'
import type { Residents } from '../residents.js'

/** Who is there. */
export function listOperations(
  residents: Residents,
): Pick<DomainOperations, 'list' | 'lookupById' | 'lookupByUuid' | 'lookupByName'> {
  return {
    list: async (_filter, call: Call): Promise<DomainRecord[]> => (await residents.all(call)).map(refOf),
    lookupById: async (id, call): Promise<DomainRef> => refOf(await residents.byId(id, call)),
    lookupByUuid: async (uuid, call): Promise<DomainRef> => refOf(await residents.byUuid(uuid, call)),
    lookupByName: async (name, call): Promise<DomainRef> => refOf(await residents.byName(name, call)),
  }
}
