import { setTimeout as sleep } from 'node:timers/promises'
import { parseDomain } from '@virt/core/config'
import type { DomainState, StateReason } from '@virt/core/driver'
import { processStart } from '../host/process-times.js'
import { QmpClient } from '../qmp/client.js'
import type { RuntimeRecord } from '../store/runtime-state.js'
import type { EngineContext } from './context.js'
import { ManagedDomain } from './domain.js'
import { finishGuest, superviseGuest } from './end.js'
import { foundProcess, signalProcess } from './guest-process.js'
import { Guest } from './guest.js'
import { obey } from './lifecycle-policy.js'
import { MonitorSocket } from './monitor-socket.js'
import { noteRuntime } from './runtime.js'

/** QEMU tries to reconnect every second. */
const patience = 10_000

/**
 * Find the guests again that an earlier engine left running. They are known at once; the promise resolves when each is under
 * control or known to be gone.
 */
export async function recoverGuests(context: EngineContext): Promise<void> {
  const records = context.runtimes.load()
  for (const { id } of records) context.domains.reserveId(id)
  await Promise.all(records.map((record) => recover(context, record)))
}

async function recover(context: EngineContext, record: RuntimeRecord): Promise<void> {
  const domain = domainOf(context, record)
  if (!domain) return
  const guest = new Guest(record.id, { ...parseDomain(record.live), id: record.id })
  guest.enter(record.state, record.reason ?? 'unknown')
  domain.guest = guest
  const { process } = record
  if (process && processStart(process.pid) !== process.startTime)
    finishGuest(context, domain, guest, 'crashed')
  else await domain.jobs.run(() => reconnect(context, domain, guest, record))
}

function domainOf(context: EngineContext, { uuid, name }: RuntimeRecord): ManagedDomain | undefined {
  try {
    const domain = context.domains.claim(name, uuid) ?? new ManagedDomain(name, uuid)
    context.domains.add(domain)
    return domain
  } catch (error) {
    context.warn(`running domain '${name}' is ignored: ${(error as Error).message}`)
    return undefined
  }
}

async function reconnect(
  context: EngineContext,
  domain: ManagedDomain,
  guest: Guest,
  { monitor, process }: RuntimeRecord,
): Promise<void> {
  const socket = await MonitorSocket.listen(monitor)
  try {
    const limit = AbortSignal.timeout(patience)
    const connection = await Promise.race([socket.accept(), sleep(patience, undefined, { ref: false })])
    if (!connection) throw new Error('QEMU does not connect')
    guest.monitor = await QmpClient.open(connection, { signal: limit })
    if (!process) throw new Error('it was being started')
    guest.process = foundProcess(process.pid, process.startTime, guest.monitor)
    await synchronize(context, domain, guest)
  } catch (error) {
    context.warn(`domain '${domain.name}' is given up: ${(error as Error).message}`)
    abandon(guest, process)
    finishGuest(context, domain, guest, 'crashed')
  } finally {
    socket.close()
  }
}

async function synchronize(context: EngineContext, domain: ManagedDomain, guest: Guest): Promise<void> {
  const [{ status }, balloon] = await Promise.all([
    guest.monitor.execute('query-status'),
    guest.monitor.execute('query-balloon').catch(() => undefined),
  ])
  if (balloon) guest.memory = balloon.actual / 1024
  const [state, reason] = runStates[status] ?? ['paused', 'unknown']
  if (guest.state !== state) guest.enter(state, reason)
  noteRuntime(context, domain, guest)
  superviseGuest(context, domain, guest)
  if (state === 'shutdown') obey(guest, guest.config.onPoweroff ?? 'destroy', 'shutdown')
}

/** QEMU's words for what a guest is doing, in libvirt's. */
const runStates: Partial<Record<string, readonly [DomainState, StateReason]>> = {
  running: ['running', 'unknown'],
  debug: ['running', 'unknown'],
  paused: ['paused', 'unknown'],
  prelaunch: ['paused', 'unknown'],
  'io-error': ['paused', 'ioError'],
  watchdog: ['paused', 'watchdog'],
  suspended: ['pmsuspended', 'unknown'],
  shutdown: ['shutdown', 'unknown'],
  'guest-panicked': ['crashed', 'panicked'],
}

function abandon(guest: Guest, process: RuntimeRecord['process']): void {
  if (guest.connected) guest.monitor.execute('quit').catch(() => undefined)
  if (process) signalProcess(process.pid, process.startTime, 'SIGKILL')
}
