/** Xen's store for `@virt/core`, and its client for anybody. Importing this package registers the driver. */
import { defaultRegistry } from '@virt/core/driver'
import { driver } from './driver/driver.js'

defaultRegistry.register(driver)

export { driver }
export { xenstoreConnection } from './driver/connection.js'
export { askGuest, type GuestRequest } from './driver/guest-request.js'
export type { ActiveDomain } from './driver/resident.js'
export { XenStoreClient, type ConnectOptions } from './client/client.js'
export { storeErrno, XenStoreError } from './client/errors.js'
export type { RequestOptions } from './client/options.js'
export type { XenStoreAccess, XenStorePermissions } from './client/permissions.js'
export type { RequestName } from './client/requests.js'
export { XenStoreTransaction, type TransactionOptions } from './client/transaction.js'
export { XenStoreTree } from './client/tree.js'
export { XenStoreWatch } from './client/watch.js'
export type { Listening, WatchListener, WatchOptions } from './client/watches.js'
