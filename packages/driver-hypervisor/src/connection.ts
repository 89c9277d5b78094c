import type { DriverConnection } from '@virt/core/driver'
import type { Hypervisor } from './hypercalls/hypervisor.js'
import { destroying } from './operations/destroy.js'
import { hostOperations } from './operations/host.js'
import { memoryOperations } from './operations/memory.js'
import { pausing } from './operations/pause.js'
import { queries } from './operations/queries.js'
import { scheduling } from './operations/scheduler.js'
import { statistics } from './operations/stats.js'
import { vcpuOperations } from './operations/vcpus.js'

/** The driver's operations over an open hypervisor. Does nothing until it is asked. */
export function hypervisorConnection(hypervisor: Hypervisor): DriverConnection {
  return {
    driver: 'hypervisor',
    host: hostOperations(hypervisor),
    domains: {
      ...queries(hypervisor),
      ...statistics(hypervisor),
      ...pausing(hypervisor),
      ...destroying(hypervisor),
      ...memoryOperations(hypervisor),
      ...vcpuOperations(hypervisor),
      ...scheduling(hypervisor),
    },
    close: () => hypervisor.close(),
  }
}
