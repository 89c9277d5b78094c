export { XenStoreClient } from './client/client.js'
export { storeErrno, XenStoreError } from './client/errors.js'
