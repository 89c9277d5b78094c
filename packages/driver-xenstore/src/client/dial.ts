import { stat } from 'node:fs/promises'
import { VirtError } from '@virt/core/driver'
import { DeviceTransport } from './device.js'
import { SocketTransport } from './socket.js'
import type { Transport } from './transport.js'

/** Open the first of these places where a store can be reached. NO_XENSTORE when none is there, ACCESS_DENIED when this user may not. */
export async function dial(places: readonly string[]): Promise<{ transport: Transport; path: string }> {
  const faults: NodeJS.ErrnoException[] = []
  for (const path of places)
    try {
      return { transport: await openPlace(path), path }
    } catch (error) {
      faults.push(error as NodeJS.ErrnoException)
    }
  throw unreachable(faults, places)
}

async function openPlace(path: string): Promise<Transport> {
  const place = await stat(path)
  return place.isSocket() ? SocketTransport.open(path) : DeviceTransport.open(path)
}

function unreachable(faults: readonly NodeJS.ErrnoException[], places: readonly string[]): VirtError {
  const forbidden = faults.findIndex(({ code }) => code === 'EACCES' || code === 'EPERM')
  const context = { origin: 'XENSTORE', cause: faults[Math.max(forbidden, 0)] } as const
  if (forbidden >= 0)
    return new VirtError('ACCESS_DENIED', `this user may not open '${places[forbidden]}'`, context)
  return new VirtError('NO_XENSTORE', `at ${places.join(', ')}`, context)
}
