/** Xen's hypercalls for `@virt/core`. Importing this package registers the driver. */
import { defaultRegistry } from '@virt/core/driver'
import { driver } from './driver.js'

defaultRegistry.register(driver)

export { driver }
export { hypervisorConnection } from './connection.js'
export { openHypervisor } from './open.js'
export { capabilitiesFrom } from './capabilities/capabilities.js'
export type { CapabilitiesSource } from './capabilities/capabilities.js'
export type { CapabilitiesStyle } from './capabilities/style.js'
export type { Hypervisor } from './hypercalls/hypervisor.js'
export type { DomainRecord } from './hypercalls/domain-record.js'
export type { HostRecord } from './hypercalls/host.js'
export type { Scheduler, Weight } from './hypercalls/scheduler.js'
export type { VcpuRecord } from './hypercalls/vcpus.js'
export type { XenVersion } from './hypercalls/version.js'
export type { HypercallMemory, HypercallPort } from './privcmd/port.js'
export type {
  CallLayout,
  CallName,
  Calls,
  DomainInfoLayout,
  Envelope,
  Evidence,
  XenInterface,
} from './layout/interface.js'
export type { Field, Fields, FieldType } from './layout/field.js'
