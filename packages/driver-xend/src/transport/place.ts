import type { OpenRequest } from '@virt/core/driver'
import { dirname, join } from 'node:path'

/** Where xend listens by itself, with `(xend-unix-server yes)`. */
export const defaultSocket = '/var/lib/xend/xend-socket'

/** One xend, as the transport reaches it. */
export interface XendPlace {
  /** What messages call it: the socket's path, or `http://host:port`. */
  readonly text: string
  readonly origin: string
  /** The path of its unix socket; absent: TCP. */
  readonly socketPath?: string
  /** Where it keeps the definitions of its domains, when that is on this host: the socket's neighbour. */
  readonly definitions?: string
}

/**
 * The xend that a URI means; a text says why it is none of this driver's.
 *
 * `xen:///` is the socket of this host (`VIRT_XEND_SOCKET` names another), `xen+unix:///path` a socket,
 * `xen+http://host:8000/` a daemon with `(xend-http-server yes)`.
 */
export function placeOf(
  uri: OpenRequest['uri'],
  environment: NodeJS.ProcessEnv = process.env,
): XendPlace | string {
  const { transport, host, port, path } = uri
  if (transport === 'http') return tcp(host ?? 'localhost', port ?? 8000)
  if (host !== undefined) return 'xend is reached by xen+http:// on another host'
  if (transport === 'unix') return path.length > 1 ? unix(path) : 'xen+unix:// needs the path of a socket'
  if (transport !== undefined) return `no transport '${transport}' here`
  if (path !== '' && path !== '/') return `no path '${path}' here`
  return unix(environment.VIRT_XEND_SOCKET || defaultSocket)
}

function unix(socketPath: string): XendPlace {
  const definitions = join(dirname(socketPath), 'domains')
  return { text: socketPath, origin: 'http://localhost', socketPath, definitions }
}

function tcp(host: string, port: number): XendPlace {
  const origin = `http://${host}:${port}`
  return { text: origin, origin }
}
