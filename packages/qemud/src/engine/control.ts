import { VirtError, type Call, type DestroyFlags } from '@virt/core/driver'
import type { EngineContext } from './context.js'
import type { ManagedDomain } from './domain.js'
import { endProcess } from './guest-process.js'
import type { Guest } from './guest.js'

/** Stop the guest's processors. */
export function suspendDomain(domain: ManagedDomain, call: Call): Promise<void> {
  return domain.jobs.run(async () => {
    const guest = domain.running()
    if (guest.state === 'pmsuspended') throw invalid('domain is pmsuspended')
    if (guest.state === 'paused') return
    guest.pausing = 'user'
    await guest.monitor.execute('stop', {}, call)
  }, call)
}

/** Let them go on. */
export function resumeDomain(domain: ManagedDomain, call: Call): Promise<void> {
  return domain.jobs.run(async () => {
    const guest = domain.running()
    if (guest.state === 'pmsuspended') throw invalid('domain is pmsuspended')
    if (guest.state === 'running') throw invalid('domain is already running')
    await guest.monitor.execute('cont', {}, call)
  }, call)
}

/**
 * End QEMU and wait until it is gone. It does not wait for its turn: a guest that hangs in another operation, or in its
 * start, must be able to be ended.
 */
export async function destroyDomain(
  context: EngineContext,
  domain: ManagedDomain,
  { graceful }: DestroyFlags,
): Promise<void> {
  const guest = domain.running()
  if (guest.starting) guest.starting.abort(failed('domain was destroyed while it was being started'))
  else await endGuest(guest, context.destroyTimeout, !graceful)
  await guest.ended
  await context.tidying.get(domain.uuid)
}

async function endGuest(guest: Guest, patience: number, force: boolean): Promise<void> {
  if (!guest.process) return
  const before = guest.stopping
  guest.stopping ??= 'destroyed'
  if ((await endProcess(guest.process, patience, force)) || force) return
  guest.stopping = before
  throw failed(`Failed to terminate process ${guest.process.pid} with SIGTERM`)
}

function failed(detail: string): VirtError {
  return new VirtError('OPERATION_FAILED', detail, { origin: 'QEMU' })
}

function invalid(detail: string): VirtError {
  return new VirtError('OPERATION_INVALID', detail, { origin: 'QEMU' })
}
