import { existsSync } from 'node:fs'
import { type Driver, type DriverConnection, type OpenRequest, VirtError } from '@virt/core/driver'
import { xenSxpr } from './convert/index.js'
import { nodeOf } from './protocol/node.js'
import { Xend } from './protocol/xend.js'
import { placeOf } from './transport/place.js'
import { refusal } from './transport/failure.js'
import { Transport } from './transport/transport.js'
import { xendConnection } from './xend-connection.js'

/** Milliseconds between two looks at all domains while somebody listens to events. */
const usualInterval = 2_000

/**
 * - `xen:///`: the xend of this host, at `/var/lib/xend/xend-socket` or where `VIRT_XEND_SOCKET` says;
 * - `xen+unix:///path`: one that listens at another socket;
 * - `xen+http://host:8000/`: one with `(xend-http-server yes)`.
 *
 * It reads events off what changes between two looks, every `VIRT_XEND_INTERVAL` milliseconds (default 2000).
 */
export const driver: Driver = {
  name: 'xend',
  contract: 1,
  schemes: ['xen'],
  formats: { 'xen-sxpr': xenSxpr },
  rank: { query: 3, change: 0 },
  probe: async () => (existsSync('/proc/xen') ? 'xen:///' : undefined),
  open,
}

async function open({ uri, readOnly, signal, decline }: OpenRequest): Promise<DriverConnection | undefined> {
  const place = placeOf(uri)
  if (typeof place === 'string') return decline(place)
  const options = { readOnly, interval: interval() }
  const transport = new Transport(place)
  try {
    const node = nodeOf(await new Xend(transport, true).node({ signal }))
    return xendConnection(place, node, options)
  } catch (thrown) {
    const reason = absence(thrown, readOnly)
    if (reason !== undefined) return decline(reason)
    throw thrown
  } finally {
    await transport.close()
  }
}

function interval(): number {
  const { VIRT_XEND_INTERVAL: given } = process.env
  if (!given) return usualInterval
  if (/^[1-9]\d{0,7}$/.test(given)) return Number(given)
  throw refusal('INVALID_ARG', `VIRT_XEND_INTERVAL must be a number of milliseconds, not '${given}'`)
}

const absent = ['ECONNREFUSED', 'ENOENT', 'ENOTDIR', 'ENOTSOCK']

/** Why there is no xend for this connection; `undefined` when there is one, and something else is wrong. */
function absence(thrown: unknown, readOnly: boolean): string | undefined {
  if (!VirtError.is(thrown)) return undefined
  const { cause } = thrown
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  if (absent.includes(code)) return thrown.detail ?? thrown.message
  if (code !== 'EACCES' && code !== 'EPERM') return undefined
  if (readOnly) return `not permitted: ${thrown.detail ?? code}`
  throw refusal('OPERATION_DENIED', `${thrown.detail}: be root, or use openReadOnly`, cause)
}
