import type { DomainOperations } from '@virt/core/driver'
import type { Session } from '../session.js'
import { autostart } from './autostart.js'
import { consoles } from './consoles.js'
import { devices } from './devices.js'
import { ioThreads } from './io-threads.js'
import { jobs } from './jobs.js'
import type { Lacking } from './lacking.js'
import { lifecycle } from './lifecycle.js'
import { memory } from './memory.js'
import { metadata } from './metadata.js'
import { policy } from './policy.js'
import { queries } from './queries.js'
import { savedState } from './saved-state.js'
import { scheduler } from './scheduler.js'
import { vcpus } from './vcpus.js'

/** The family, as far as it can be had without a hypervisor. */
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
    ...ioThreads(node),
    ...metadata(node),
    ...policy(node),
  }
}
