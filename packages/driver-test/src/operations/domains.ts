import type { BlockOperations, DomainOperations, MigrationOperations } from '@virt/core/driver'
import type { Session } from '../session.js'
import { autostart } from './autostart.js'
import { consoles } from './consoles.js'
import { devices } from './devices.js'
import { jobs } from './jobs.js'
import { lifecycle } from './lifecycle.js'
import { memory } from './memory.js'
import { queries } from './queries.js'
import { savedState } from './saved-state.js'
import { scheduler } from './scheduler.js'
import { vcpus } from './vcpus.js'

/** What this driver lacks: who migrates takes two nodes, and who asks of jobs takes some that last. */
type Lacking =
  | keyof MigrationOperations
  | 'jobInfo'
  | 'abortJob'
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
    ...savedState(session),
    ...devices(node),
    ...autostart(node),
    ...scheduler(node),
    ...consoles(session),
  }
}
