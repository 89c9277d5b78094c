import type { Driver, DriverConnection } from '@virt/core/driver'
import { domainOperations } from './domains.js'
import { Host } from './host.js'

/** All connections of this process lead to the same host. */
const host = new Host()

/** `{{scheme}}:///default`: a hypervisor in memory, until you put yours in its place. */
export const driver: Driver = {
  name: '{{name}}',
  contract: 1,
  schemes: ['{{scheme}}'],
  open: async (request) =>
    request.uri.host === undefined && request.uri.path === '/default'
      ? connect()
      : request.decline('only {{scheme}}:///default is served'),
}

function connect(): DriverConnection {
  const subscriptions = new Set<() => void>()
  return {
    driver: '{{name}}',
    host: { type: async () => '{{name}}' },
    domains: domainOperations(host, subscriptions),
    close: async () => {
      for (const end of subscriptions) end()
    },
  }
}
