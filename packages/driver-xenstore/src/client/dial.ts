import { stat } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { VirtError } from '@virt/core/driver'
import { DeviceTransport } from './device.js'
import { aborted, expired } from './options.js'
import { SocketTransport } from './socket.js'
import type { Transport } from './transport.js'

/** When to give up waiting. */
export interface Patient {
  readonly signal?: AbortSignal
  /** Milliseconds; 0 for no limit. */
  readonly timeout: number
}

/** Milliseconds between attempts at a socket whose queue of new connections is full: xenstored's is short. */
const pause = 2

/** Open the first of these places where a store can be reached. NO_XENSTORE when none is there, ACCESS_DENIED when this user may not. */
export async function dial(
  places: readonly string[],
  patient: Patient,
): Promise<{ transport: Transport; path: string }> {
  const faults: NodeJS.ErrnoException[] = []
  for (const path of places)
    try {
      return { transport: await openPlace(path, patient), path }
    } catch (error) {
      if (VirtError.is(error)) throw error
      faults.push(error as NodeJS.ErrnoException)
    }
  throw unreachable(faults, places)
}

async function openPlace(path: string, patient: Patient): Promise<Transport> {
  const place = await stat(path)
  return place.isSocket() ? openSocket(path, patient) : DeviceTransport.open(path)
}

async function openSocket(path: string, { signal, timeout }: Patient): Promise<Transport> {
  for (const start = performance.now(); ; await sleep(pause)) {
    if (signal?.aborted) throw aborted(signal.reason)
    try {
      return await SocketTransport.open(path)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error
      if (timeout > 0 && performance.now() - start >= timeout) throw expired(timeout)
    }
  }
}

function unreachable(faults: readonly NodeJS.ErrnoException[], places: readonly string[]): VirtError {
  const forbidden = faults.findIndex(({ code }) => code === 'EACCES' || code === 'EPERM')
  const context = { origin: 'XENSTORE', cause: faults[Math.max(forbidden, 0)] } as const
  if (forbidden >= 0)
    return new VirtError('ACCESS_DENIED', `this user may not open '${places[forbidden]}'`, context)
  return new VirtError('NO_XENSTORE', `at ${places.join(', ')}`, context)
}
