import { existsSync } from 'node:fs'
import { VirtError, type Driver, type DriverConnection, type OpenRequest } from '@virt/core/driver'
import { XenStoreClient } from '../client/client.js'
import { storeErrno } from '../client/errors.js'
import { xenstoreConnection } from './connection.js'

/** Milliseconds that a store may take to answer at all: behind the kernel's device there need not be one. */
const patience = 5000

/**
 * `xen:///`: the store of this host, found as {@link XenStoreClient.connect} says. The channel that knows names, uuids,
 * consoles and life events; what it cannot do is another's.
 */
export const driver: Driver = {
  name: 'xenstore',
  contract: 1,
  schemes: ['xen'],
  rank: { query: 1, change: 1 },
  probe: async () => (existsSync('/proc/xen') ? 'xen:///' : undefined),
  open,
}

async function open(request: OpenRequest): Promise<DriverConnection | undefined> {
  const { uri, readOnly, signal, decline } = request
  if (uri.transport !== undefined || uri.host !== undefined) return decline('it reaches only the local host')
  if (uri.path !== '' && uri.path !== '/') return decline(`it has no path '${uri.path}'`)
  try {
    return xenstoreConnection(await connect(readOnly, signal))
  } catch (error) {
    return refuse(error, request)
  }
}

/** Only a control domain may list others: a guest that has a device of its own is no host. */
async function connect(readOnly: boolean, signal: AbortSignal | undefined): Promise<XenStoreClient> {
  const client = await XenStoreClient.connect({ readOnly, signal, timeout: patience })
  try {
    await client.tryDirectory('/local/domain', { signal, timeout: patience })
    return client
  } catch (error) {
    await client.close()
    throw error
  }
}

const absent = new Set(['NO_XENSTORE', 'OPERATION_TIMEOUT'])

function refuse(error: unknown, { uri, readOnly, decline }: OpenRequest): undefined {
  if (!VirtError.is(error)) throw error
  if (absent.has(error.code)) return decline(error.message)
  if (storeErrno(error) === 'EACCES') return decline('this is a guest: its store tells nothing of others')
  if (error.code !== 'ACCESS_DENIED') throw error
  if (readOnly) return decline(error.message)
  const detail = `${uri.text}: ${error.detail ?? 'no access to the store'}; be root, or look only, with openReadOnly`
  throw new VirtError('OPERATION_DENIED', detail, { origin: 'XENSTORE', cause: error })
}
