import type { BlockOperations, DomainOperations } from '@virt/core/driver'
import type { Session } from '../session.js'
import { autostart } from './autostart.js'
import { consoles } from './consoles.js'
import { devices } from './devices.js'
import { jobs } from './jobs.js'
import { lifecycle } from './lifecycle.js'
import { memory } from './memory.js'
import { queries } from './queries.js'
import { scheduler } from './scheduler.js'
import { vcpus } from './vcpus.js'

/** What this driver lacks: a node is alone, there is no other to migrate to; and there are no images. */
type Lacking =
  | 'migrate'
  | 'blockIoTune'
  | 'setBlockIoTune'
  | 'interfaceParameters'
  | 'setInterfaceParameters'
  | keyof BlockOperations

/** The rest of the family, on one node. */
export function domainOperations(session: Session): Omit<DomainOperations, Lacking> {
  const { node } = session
  return {
    ...queries(session),
    ...lifecycle(node),
    ...memory(node),
    ...vcpus(node),
    ...jobs(session),
    ...devices(node),
    ...autostart(node),
    ...scheduler(node),
    ...consoles(session),
  }
}
