/** Where the daemon listens, and its clients look for it, unless they are told otherwise. */
export const proxySocket = '/run/virt/proxy.sock'
