import { rmSync } from 'node:fs'
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'
import type { LifecycleDetails } from '@virt/core/driver'
import type { QmpEvent } from '../qmp/client.js'
import type { EngineContext } from './context.js'
import { DomainLog } from './domain-log.js'
import type { ManagedDomain } from './domain.js'
import { handleEvent } from './guest-events.js'
import type { Guest } from './guest.js'
import { releaseHostSide } from './host-side/host-side.js'
import { streamPath } from '../migration/stream-socket.js'
import { monitorPath } from './runtime.js'

const graceAfterMonitor = 1000

/** From now on, act on what QEMU tells, first on what it told already, and notice its end. */
export function superviseGuest(
  context: EngineContext,
  domain: ManagedDomain,
  guest: Guest,
  early: readonly QmpEvent[] = [],
): void {
  guest.monitor.onEvent((event) => handleEvent(context, domain, guest, event))
  early.forEach((event) => handleEvent(context, domain, guest, event))
  void guest.monitor.closed.then((reason) => reason && killSpeechless(guest))
  void guest.process?.exited.then(() => {
    if (!guest.released) finishGuest(context, domain, guest, guest.stopping ?? 'crashed')
  })
}

/** The run of a domain is over: tidy up, and tell everybody unless nobody was told of its beginning. */
export function finishGuest(
  context: EngineContext,
  domain: ManagedDomain,
  guest: Guest,
  why: LifecycleDetails['stopped'],
): void {
  guest.release()
  domain.guest = undefined
  domain.stopped = why
  context.domains.prune(domain)
  new DomainLog(context.layout.logs, domain.name).write(`shutting down, reason=${why}`)
  if (why !== 'failed')
    context.events.emit({ type: 'lifecycle', domain: domain.ref, event: 'stopped', detail: why })
  guest.end()
  context.tidying.set(domain.uuid, tidyUp(context, domain, guest))
}

/** The next start waits for this. As long as something is left, so is what a later engine needs to find it. */
async function tidyUp(context: EngineContext, domain: ManagedDomain, guest: Guest): Promise<void> {
  const { runtimes, snapshots, layout, warn, tidying } = context
  await nextTurn()
  await guest.hostWork?.catch(() => undefined)
  try {
    if (guest.hostSide) await releaseHostSide(context, domain, guest.config)
    if (!domain.exists && domain.claims === 0) snapshots.clear(domain.uuid)
    runtimes.remove(domain.uuid)
    for (const path of [monitorPath(layout, domain), streamPath(context, domain)])
      rmSync(path, { force: true })
  } catch (error) {
    warn(`traces of domain '${domain.name}' remain: ${(error as Error).message}`)
  }
  tidying.delete(domain.uuid)
}

/** A QEMU whose monitor is gone cannot be controlled any more: unless it is about to end anyway, end it. */
async function killSpeechless(guest: Guest): Promise<void> {
  await Promise.race([guest.ended, sleep(graceAfterMonitor, undefined, { ref: false })])
  guest.process?.signal('SIGKILL')
}
