import { existsSync } from 'node:fs'
import { type Driver, type DriverConnection, type OpenRequest, VirtError } from '@virt/core/driver'
import { hypervisorConnection } from './connection.js'
import type { Hypervisor } from './hypercalls/hypervisor.js'
import { refusal } from './hypercalls/refusal.js'
import { openHypervisor } from './open.js'

/** `xen:///`: the hypervisor of this host, for root. The first to be asked, and the last to change anything. */
export const driver: Driver = {
  name: 'hypervisor',
  contract: 1,
  schemes: ['xen'],
  rank: { query: 0, change: 2 },
  probe: async () => (existsSync('/proc/xen') ? 'xen:///' : undefined),
  open,
}

const paths = ['', '/', '/system']

async function open(request: OpenRequest): Promise<DriverConnection | undefined> {
  const { uri, decline } = request
  if (uri.host !== undefined || uri.transport !== undefined || !paths.includes(uri.path))
    return decline('it serves xen:/// only')
  const hypervisor = await openHypervisor().catch((thrown: unknown) => refused(thrown, request))
  return hypervisor && hypervisorConnection(hypervisor)
}

function refused(thrown: unknown, { readOnly, decline }: OpenRequest): Hypervisor | undefined {
  if (!VirtError.is(thrown)) throw thrown
  if (thrown.code === 'NO_XEN') return decline(thrown.detail ?? thrown.message)
  if (thrown.code !== 'OPERATION_DENIED') throw thrown
  if (readOnly) return decline(thrown.detail ?? thrown.message)
  throw refusal(
    'OPERATION_DENIED',
    `${thrown.detail}; root may, and everybody may look with openReadOnly`,
    thrown,
  )
}
