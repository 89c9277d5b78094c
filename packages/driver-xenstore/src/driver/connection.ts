import type { DriverConnection } from '@virt/core/driver'
import type { XenStoreClient } from '../client/client.js'
import { Consoles } from './consoles.js'
import { describe } from './describe/domain.js'
import { Life } from './life.js'
import { changeOperations } from './operations/changes.js'
import { listOperations } from './operations/lists.js'
import { questionOperations } from './operations/questions.js'
import { statsOf } from './operations/stats.js'
import { Residents } from './residents.js'

/** The driver's connection over a client, which becomes its own: it is closed with it. Nothing is asked before the first call. */
export function xenstoreConnection(client: XenStoreClient): DriverConnection {
  const residents = new Residents(client)
  const life = new Life(client, residents)
  const consoles = new Consoles()
  return {
    driver: 'xenstore',
    domains: {
      ...listOperations(residents),
      ...questionOperations(client, residents),
      ...changeOperations(client, residents, life),
      config: async ({ uuid }, flags, call) =>
        describe(client, await residents.byUuid(uuid, call), flags, call),
      stats: async (domains, groups, call) => {
        const uuids = domains && new Set(domains.map(({ uuid }) => uuid))
        const all = await residents.all(call)
        const wanted = uuids ? all.filter(({ uuid }) => uuids.has(uuid)) : all
        return Promise.all(wanted.map((resident) => statsOf(client, resident, groups, call)))
      },
      openConsole: async ({ uuid }, flags, call) =>
        consoles.open(client, await residents.byUuid(uuid, call), flags, call),
      subscribe: (emit) => life.subscribe(emit),
    },
    domainEvents: ['started', 'stopped', 'reboot', 'balloonChange'],
    lost: client.lost,
    close: async () => {
      consoles.close()
      await client.close()
    },
  }
}
