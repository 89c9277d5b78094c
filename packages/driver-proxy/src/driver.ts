import { existsSync } from 'node:fs'
import { VirtError, type Driver, type DriverConnection, type OpenRequest } from '@virt/core/driver'
import { proxySocket } from '@virt/proxy-daemon'
import { findDaemon } from './find-daemon.js'
import { proxyConnection } from './proxy-connection.js'
import type { Target } from './target.js'

/**
 * `xen:///`, for reading only, through `virt-proxyd`, for users who are not root. `VIRT_PROXY_SOCKET` names another
 * socket than the daemon's usual one, and root who sets it is served too.
 */
export const driver: Driver = {
  name: 'proxy',
  contract: 1,
  schemes: ['xen'],
  rank: { query: 2, change: Number.MAX_SAFE_INTEGER },
  probe: async () => (existsSync('/proc/xen') ? 'xen:///' : undefined),
  open,
}

async function open(request: OpenRequest): Promise<DriverConnection | undefined> {
  const named = process.env.VIRT_PROXY_SOCKET
  const target = { socket: named || proxySocket, named: Boolean(named) }
  const reason = unfit(request, target)
  if (reason !== undefined) return request.decline(reason)
  try {
    return await ofXen(proxyConnection(await findDaemon(target, request.signal)), target)
  } catch (error) {
    if (request.signal?.aborted) throw error
    return request.decline((error as Error).message)
  }
}

/** Why the proxy is not the way to what is asked for. */
function unfit({ uri, readOnly }: OpenRequest, { named, socket }: Target): string | undefined {
  const { host, transport, path } = uri
  if (host !== undefined || transport !== undefined || (path !== '' && path !== '/'))
    return 'not a URI of this channel'
  if (!readOnly) return 'the proxy is for reading only'
  if (!socket.startsWith('/')) return `VIRT_PROXY_SOCKET must be an absolute path, not '${socket}'`
  if (process.geteuid?.() === 0 && !named)
    return 'root asks Xen itself; set VIRT_PROXY_SOCKET to ask a proxy nevertheless'
  return undefined
}

/** On the usual socket there may be the proxy of another hypervisor; on one that was named there is what the user wants. */
async function ofXen(connection: DriverConnection, { named, socket }: Target): Promise<DriverConnection> {
  const type = named ? undefined : await connection.host?.type?.({})
  if (type === undefined || type === 'Xen') return connection
  await connection.close()
  throw new VirtError('NO_CONNECT', `the proxy on '${socket}' serves ${type}`, { origin: 'PROXY' })
}
