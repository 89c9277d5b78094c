import type { DomainEventName, DomainOperations, DriverConnection } from '@virt/core/driver'
import { createOperation, startOperation } from './operations/creation.js'
import { definitionOperations } from './operations/definitions.js'
import { deviceOperations } from './operations/devices.js'
import { hostOperations } from './operations/host.js'
import { dumpOperation, imageOperations } from './operations/jobs.js'
import { lifecycleOperations } from './operations/lifecycle.js'
import { memoryOperations } from './operations/memory.js'
import { migrateOperation } from './operations/migrate.js'
import { queryOperations } from './operations/queries.js'
import { schedulerOperations } from './operations/scheduler.js'
import { vcpuOperations } from './operations/vcpus.js'
import type { XendNode } from './protocol/node.js'
import type { XendPlace } from './transport/place.js'
import { Transport } from './transport/transport.js'
import { type XendHost, xendHost, type XendOptions } from './xend-host.js'

/**
 * The operations of a xend whose node is known. Definitions, `start`, autostart and core dumps came with 3.0.4, the
 * scheduler with 3.0.3: before, they are not in the table. No I/O.
 */
export function xendConnection(place: XendPlace, node: XendNode, options: XendOptions): DriverConnection {
  const host = xendHost(new Transport(place), node, options)
  return {
    driver: 'xend',
    host: hostOperations(host),
    domains: domainOperations(host),
    domainEvents: host.managed ? [...lifeEvents, 'defined', 'undefined'] : lifeEvents,
    lost: host.watch.lost,
    async close() {
      host.watch.close()
      await host.transport.close()
    },
  }
}

/** What two looks at its domains tell. */
const lifeEvents: readonly DomainEventName[] = [
  'started',
  'stopped',
  'suspended',
  'resumed',
  'crashed',
  'balloonChange',
  'deviceAdded',
  'deviceRemoved',
]

function domainOperations(host: XendHost): Partial<DomainOperations> {
  return {
    ...queryOperations(host),
    ...createOperation(host),
    ...lifecycleOperations(host),
    ...memoryOperations(host),
    ...vcpuOperations(host),
    ...imageOperations(host),
    ...migrateOperation(host),
    ...deviceOperations(host),
    ...(host.node.configVersion >= 2 && schedulerOperations(host)),
    ...(host.managed && {
      ...startOperation(host),
      ...definitionOperations(host),
      ...dumpOperation(host),
    }),
    subscribe: (emit, call) => host.watch.subscribe(emit, call),
  }
}
