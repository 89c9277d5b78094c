import type { Call } from '@virt/core/driver'
import type { XenStoreClient } from '../client/client.js'
import { storeErrno } from '../client/errors.js'
import { nodeOf, type Resident } from './resident.js'

const pseudoTerminal = /^\/dev\/pts\/\d{1,7}$/

/**
 * The pseudo terminal of a domain's console: the primary one (an emulated serial line where there is no other), or that
 * of `console0`, `console1`, `serial0`... `undefined` when it has none. A path that the guest itself may have written is
 * not believed: it would lead to a terminal of its choice.
 */
export async function consoleTty(
  client: XenStoreClient,
  resident: Resident,
  device: string | undefined,
  call: Call,
): Promise<string | undefined> {
  for (const node of nodesOf(device)) {
    const tty = await trustedTty(client, resident, nodeOf(resident, node), call)
    if (tty !== undefined) return tty
  }
  return undefined
}

function nodesOf(device: string | undefined): readonly string[] {
  if (device === undefined) return ['console/tty', 'serial/0/tty']
  const [, kind, number] = /^(console|serial)(\d{1,3})$/.exec(device) ?? []
  if (kind === undefined) return []
  if (kind === 'serial') return [`serial/${number}/tty`]
  return number === '0' ? ['console/tty'] : [`device/console/${number}/tty`]
}

async function trustedTty(
  client: XenStoreClient,
  { id }: Resident,
  path: string,
  call: Call,
): Promise<string | undefined> {
  const tty = await client.tryRead(path, call)
  if (tty === undefined || !pseudoTerminal.test(tty)) return undefined
  const permissions = await client.permissions(path, call).catch(unlessGone)
  if (!permissions) return undefined
  const { owner, others, domains = [] } = permissions
  const access = domains.find(({ domain }) => domain === id)?.access ?? others
  const guestWrites = id !== 0 && (owner === id || access === 'write' || access === 'both')
  return guestWrites ? undefined : tty
}

/** It may end between two questions. */
function unlessGone(error: unknown): undefined {
  if (storeErrno(error) !== 'ENOENT') throw error
}
