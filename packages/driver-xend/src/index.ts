/** Xen's daemon for `@virt/core`. Importing this package registers the driver. */
import { defaultRegistry } from '@virt/core/driver'
import { driver } from './driver.js'

defaultRegistry.register(driver)

export { driver }
export { deviceToSxp, domainFromSxp, domainToSxp } from './convert/index.js'
export type { ConfigVersion, DeviceToSxpOptions, FromSxpOptions, ToSxpOptions } from './convert/index.js'
export { formatSxp, parseSxp } from './sxp/index.js'
export type { ParseOptions, Sxp } from './sxp/index.js'
export { xendConnection } from './xend-connection.js'
export type { XendNode } from './protocol/node.js'
export type { XendPlace } from './transport/place.js'
export type { XendOptions } from './xend-host.js'
