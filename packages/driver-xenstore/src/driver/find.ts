import type { XenStoreClient } from '../client/client.js'
import { controlUuid, nodeOf, type Resident } from './resident.js'
import type { Tracked } from './tracked.js'
import { idOf, nameOf, uuidOf } from './values.js'

/** What the store tells of one id at one moment. */
export interface Finding {
  readonly tracked: Tracked
  /** Whether a domain lives there: nodes may outlast one, or precede it. */
  readonly introduced: boolean
  /** Absent while it has no good name or uuid. */
  readonly resident: Resident | undefined
}

/** Look at all ids: two round trips, however many there are. */
export async function findAll(client: XenStoreClient, track: (id: number) => Tracked): Promise<Finding[]> {
  const names = await client.tryDirectory('/local/domain')
  const ids = names.map(idOf).filter((id) => id !== undefined)
  return Promise.all(ids.map((id) => find(client, track(id))))
}

async function find(client: XenStoreClient, tracked: Tracked): Promise<Finding> {
  const { id } = tracked
  const [introduced, name, vm] = await Promise.all([
    client.isDomainIntroduced(id),
    client.tryRead(nodeOf(tracked, 'name')),
    client.tryRead(nodeOf(tracked, 'vm')),
  ])
  return { tracked, introduced, resident: residentOf(id, name, vm) }
}

function residentOf(id: number, text: string | undefined, vm: string | undefined): Resident | undefined {
  const name = nameOf(text)
  const uuid = id === 0 && vm === undefined ? controlUuid : uuidOf(vm)
  return name === undefined || uuid === undefined ? undefined : { id, name, uuid, vm }
}
