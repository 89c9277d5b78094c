/** The read-only proxy, for programs that run it themselves and for its clients; the daemon is `virt-proxyd`. */
export { onlyQueries } from './only-queries.js'
export { proxySocket } from './proxy-socket.js'
export { SharedQueries } from './shared-queries.js'
export { trustDirectory } from './trusted-directory.js'
