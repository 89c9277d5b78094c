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
