import { freemem, hostname } from 'node:os'
import type { Driver, DriverConnection } from '@virt/core/driver'
import { domainOperations } from './domains.js'
import { Host } from './host.js'
import { missingHere } from './namespaces.js'

const uri = 'unshare:///default'

/** Domains belong to the process: all its connections lead to the same ones, and they end with it. */
const host = new Host()

/** Commands in namespaces of their own, by util-linux's `unshare`: `unshare:///default`. */
export const driver: Driver = {
  name: 'unshare',
  contract: 1,
  schemes: ['unshare'],
  probe: async () => ((await missingHere()) ? undefined : uri),
  open: async (request) => {
    if (request.uri.host !== undefined || request.uri.path !== '/default')
      return request.decline(`only ${uri} is served`)
    const missing = await missingHere()
    return missing ? request.decline(missing) : connect()
  },
}

function connect(): DriverConnection {
  const open = new Set<() => void>()
  return {
    driver: 'unshare',
    host: {
      type: async () => 'unshare',
      hostname: async () => hostname(),
      freeMemory: async () => freemem(),
    },
    domains: domainOperations(host, open),
    close: async () => {
      for (const end of open) end()
    },
  }
}
