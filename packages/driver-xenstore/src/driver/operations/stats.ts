import type { Call, DomainStats, StatsGroups } from '@virt/core/driver'
import type { XenStoreClient } from '../../client/client.js'
import { diskPath, disksOf } from '../describe/disks.js'
import { interfacesOf } from '../describe/interfaces.js'
import { factsOf } from '../facts.js'
import { refOf } from '../life.js'
import type { Resident } from '../resident.js'

/** What the store knows of a domain that others count: memory, processors, and the names of disks and network cards. */
export async function statsOf(
  client: XenStoreClient,
  resident: Resident,
  groups: StatsGroups,
  call: Call,
): Promise<DomainStats> {
  const all = Object.values(groups).every((wanted) => !wanted)
  const [{ maximum, target = 0, vcpus }, disks, interfaces] = await Promise.all([
    factsOf(client, resident, call),
    all || groups.blocks ? disksOf(client, resident, call) : undefined,
    all || groups.interfaces ? interfacesOf(client, resident, call) : undefined,
  ])
  return {
    domain: refOf(resident),
    state: 'nostate',
    ...(maximum !== undefined && { balloon: { current: target, maximum: Math.max(maximum, target) } }),
    ...(vcpus && { vcpus }),
    ...(disks && { blocks: disks.map((disk) => ({ name: disk.target.dev, path: diskPath(disk) })) }),
    ...(interfaces && { interfaces: interfaces.map(({ target }) => ({ name: target?.dev ?? '' })) }),
  }
}
