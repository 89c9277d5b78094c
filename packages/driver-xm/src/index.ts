/**
 * Xen's configuration files for `@virt/core`: the domains that they define, and their conversion to and from descriptions.
 * Importing this package registers the driver.
 */
import { defaultRegistry } from '@virt/core/driver'
import { driver } from './driver.js'

defaultRegistry.register(driver)

export { driver }
export { xmConnection } from './connection.js'
export { XmDirectory } from './directory/xm-directory.js'
export { domainFromXl, domainFromXm, domainToXl, domainToXm } from './convert/index.js'
export type { ReadOptions, WriteOptions } from './convert/index.js'
export { formatConfigFile, parseConfigFile } from './file/index.js'
export type { ConfigEntry, ConfigFile, ConfigValue } from './file/index.js'
