import type { DriverConnection } from '@virt/core/driver'
import { onlyQueries } from '@virt/proxy-daemon'

/** The connection of this driver over one to the daemon: its queries, whatever else the other side says it can do. */
export function proxyConnection(daemon: DriverConnection): DriverConnection {
  return { ...onlyQueries(daemon), driver: 'proxy' }
}
