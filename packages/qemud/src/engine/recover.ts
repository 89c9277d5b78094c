import type { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { DomainState, StateReason } from '@virt/core/driver'
import { recoverBlockJobs } from '../blocks/job-events.js'
import { reconcileImages } from '../blocks/reconcile-images.js'
import { reconcileDevices } from '../hotplug/reconcile.js'
import { processStart } from '../host/process-times.js'
import { QmpClient } from '../qmp/client.js'
import type { LoadedRuntime, RuntimeRecord } from '../store/runtime-state.js'
import { removeAbandoned, removeTemporary } from '../migration/abandoned.js'
import { recoverTask } from '../migration/recover-task.js'
import { recoverSnapshots } from '../snapshots/recover.js'
import type { EngineContext } from './context.js'
import { ManagedDomain } from './domain.js'
import { finishGuest, superviseGuest } from './end.js'
import { endStart } from './end-start.js'
import { foundProcess, signalProcess, silentProcess } from './guest-process.js'
import { Guest } from './guest.js'
import { obey } from './lifecycle-policy.js'
import { knownTaints } from './taint.js'
import { MonitorSocket } from './monitor-socket.js'
import { noteRuntime } from './runtime.js'

/** Of a start that came to its end. */
type StartedRecord = RuntimeRecord & Required<Pick<RuntimeRecord, 'process'>>

/** QEMU tries to reconnect every second. */
const usualTime = 3_000
const checkInterval = 1_000
const greetingTime = 10_000

/**
 * Find the guests again that an earlier engine left running. They are known at once. The promise resolves when each is under
 * control or known to be gone, or after a time in which any QEMU that is not stuck has come back; who is late is waited for in its
 * domain's job queue.
 */
export async function recoverGuests(context: EngineContext): Promise<void> {
  const found = context.runtimes.load()
  removeAbandoned(
    context.layout,
    found.map(({ record }) => record),
  )
  for (const { record } of found) context.domains.reserveId(record.id)
  const running = new Set(found.map(({ record }) => record.uuid))
  for (const domain of context.domains) if (!running.has(domain.uuid)) await recoverSnapshots(context, domain)
  const all = Promise.all(found.map((each) => recover(context, each)))
  await Promise.race([all, sleep(usualTime, undefined, { ref: false })])
}

async function recover(context: EngineContext, { record, config }: LoadedRuntime): Promise<void> {
  const domain = domainOf(context, record)
  if (!domain) return
  const guest = new Guest(record.id, config)
  guest.hostSide = true
  guest.enter(record.state, record.reason ?? 'unknown')
  guest.task = record.task
  guest.migrationSpeed = record.migrationSpeed ?? 0
  for (const each of knownTaints(record.taints)) guest.taints.add(each)
  domain.guest = guest
  const { process, monitor } = record
  if (!process) await domain.jobs.run(() => cleanUpStart(context, domain, guest, monitor))
  else await findAgain(context, domain, guest, { ...record, process })
  await context.tidying.get(record.uuid)
}

async function findAgain(
  context: EngineContext,
  domain: ManagedDomain,
  guest: Guest,
  record: StartedRecord,
): Promise<void> {
  const { pid, startTime } = record.process
  guest.process = silentProcess(pid, startTime, guest.ended)
  await domain.jobs.run(async () => {
    if (isGone(record.process)) giveUp(context, domain, guest, record)
    else await reconnect(context, domain, guest, record)
    if (!context.closing.aborted) await recoverSnapshots(context, domain)
  })
}

async function cleanUpStart(
  context: EngineContext,
  domain: ManagedDomain,
  guest: Guest,
  monitor: string,
): Promise<void> {
  await endStart(monitor)
  finishGuest(context, domain, guest, 'failed')
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
  record: StartedRecord,
): Promise<void> {
  try {
    const monitor = await connection(context, record)
    if (!monitor) return
    guest.monitor = monitor
    guest.process = foundProcess(record.process.pid, record.process.startTime, monitor)
    await synchronize(context, domain, guest)
    await recoverTask(context, domain, guest)
  } catch (error) {
    context.warn(`domain '${domain.name}' is given up: ${(error as Error).message}`)
    abandon(guest, record)
    giveUp(context, domain, guest, record)
  }
}

function giveUp(context: EngineContext, domain: ManagedDomain, guest: Guest, { task }: StartedRecord): void {
  removeTemporary(task)
  finishGuest(context, domain, guest, 'crashed')
}

/** Wait for a QEMU as long as it lives. `undefined`: the engine was closed meanwhile. */
async function connection(
  context: EngineContext,
  { monitor, process }: StartedRecord,
): Promise<QmpClient | undefined> {
  const { closing, commandTimeout } = context
  const socket = await MonitorSocket.listen(monitor)
  let accepted: Socket | undefined
  try {
    while (!closing.aborted) {
      accepted = await Promise.race([
        socket.accept(),
        sleep(checkInterval, undefined, { ref: false, signal: closing }).catch(() => undefined),
      ])
      if (accepted) return await QmpClient.open(accepted, { timeout: greetingTime, commandTimeout })
      if (isGone(process)) throw new Error('its QEMU is gone')
    }
    return undefined
  } finally {
    if (accepted) socket.close()
    else socket.abandon()
  }
}

async function synchronize(context: EngineContext, domain: ManagedDomain, guest: Guest): Promise<void> {
  const [{ status }, balloon] = await Promise.all([
    guest.monitor.execute('query-status'),
    guest.monitor.execute('query-balloon').catch(() => undefined),
  ])
  if (balloon) guest.memory = balloon.actual / 1024
  const wasBooting = status === 'prelaunch' && guest.state === 'running'
  if (wasBooting) await guest.monitor.execute('cont')
  const [state, reason] = runStates[wasBooting ? 'running' : status] ?? ['paused', 'unknown']
  if (guest.state !== state) guest.enter(state, reason)
  noteRuntime(context, domain, guest)
  superviseGuest(context, domain, guest)
  await reconcileDevices(context, domain, guest).catch((error: unknown) =>
    context.warn(`devices of '${domain.name}' are not compared with QEMU's: ${String(error)}`),
  )
  await reconcileImages(context, domain, guest).catch((error: unknown) =>
    context.warn(`images of '${domain.name}' are not compared with QEMU's: ${String(error)}`),
  )
  await recoverBlockJobs({ context, domain, guest })
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

function isGone({ pid, startTime }: StartedRecord['process']): boolean {
  return processStart(pid) !== startTime
}

function abandon(guest: Guest, { process }: StartedRecord): void {
  if (guest.connected) guest.monitor.execute('quit').catch(() => undefined)
  signalProcess(process.pid, process.startTime, 'SIGKILL')
}
