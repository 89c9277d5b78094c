/** Xen without privileges for `@virt/core`. Importing this package registers the driver. */
import { defaultRegistry } from '@virt/core/driver'
import { driver } from './driver.js'

defaultRegistry.register(driver)

export { driver }
export { proxyConnection } from './proxy-connection.js'
