import { setTimeout as sleep } from 'node:timers/promises'
import {
  VirtError,
  type DriverConnection,
  type JobCall,
  type MigrateFlags,
  type MigrationOperations,
} from '@virt/core/driver'
import { connect } from '@virt/core/rpc'
import type { EngineContext } from '../engine/context.js'
import { removeDefinition } from '../engine/define.js'
import type { ManagedDomain } from '../engine/domain.js'
import type { Guest } from '../engine/guest.js'
import type { RuntimeTask } from '../store/runtime-task.js'
import { daemonSocket } from './daemon-socket.js'
import { begin, finish, goOn, halt, leave } from './halt.js'
import { portableConfig } from './portable-config.js'
import { runJob, type RunningJob } from './running-job.js'
import { sendState } from './transfer.js'

type Departure = Extract<RuntimeTask, { kind: 'migrateOut' }>

const patience = 30_000
const pause = 250
const politeness = 2_000

/** Move a guest to another daemon of this host. */
export function migrateDomain(
  context: EngineContext,
  domain: ManagedDomain,
  destination: string,
  flags: MigrateFlags,
  call: JobCall,
): Promise<void> {
  return runJob(context, domain, 'migrationOut', call, async (job) => {
    const guest = domain.running()
    const socket = daemonSocket(destination)
    if (flags.persistDestination && !domain.definition)
      throw new VirtError('OPERATION_INVALID', 'cannot persist a transient domain', { origin: 'QEMU' })
    const departure = await prepare(guest, { socket, flags, name: flags.name ?? domain.name }, job)
    await send(context, domain, guest, departure, job)
    await concludeDeparture(context, domain, guest, { ...departure.task, finishing: true })
  })
}

interface Prepared {
  readonly uri: string
  readonly live: boolean
  readonly task: Departure
}

async function prepare(
  guest: Guest,
  { socket, flags, name }: { readonly socket: string; readonly flags: MigrateFlags; readonly name: string },
  { signal }: RunningJob,
): Promise<Prepared> {
  const config = { ...portableConfig(guest), name }
  const { uri, cookie } = await withDaemon(socket, signal, (remote) =>
    remote.migratePrepare(config, { uri: flags.uri }, { signal }),
  )
  const { live = false, paused = false, undefineSource = false, persistDestination = false } = flags
  const resume = guest.state === 'running'
  const task: Departure = {
    kind: 'migrateOut',
    resume,
    socket,
    name,
    cookie,
    paused: paused || !resume,
    undefineSource,
    persistDestination,
    finishing: false,
  }
  return { uri, live, task }
}

/** Afterwards only the destination may let the guest run; when it fails, only this side. */
async function send(
  context: EngineContext,
  domain: ManagedDomain,
  guest: Guest,
  { uri, live, task }: Prepared,
  job: RunningJob,
): Promise<void> {
  try {
    begin(context, domain, guest, task)
    if (live) guest.pausing = 'migration'
    else await halt(guest, 'migration')
    await sendState(guest.monitor, uri, job, guest.migrationSpeed)
    job.commit()
    begin(context, domain, guest, { ...task, finishing: true })
  } catch (error) {
    await tellCancelled(task, domain.uuid)
    await stay(context, domain, guest, task)
    throw error
  }
}

/** The guest has left: have it run there, and forget it here. The destination is asked until it answers. */
export async function concludeDeparture(
  context: EngineContext,
  domain: ManagedDomain,
  guest: Guest,
  task: Departure,
): Promise<void> {
  try {
    await handOver(domain, task)
  } catch (error) {
    if (!isSilent(error)) await stay(context, domain, guest, task)
    throw error
  }
  const persisted = persist(domain, task)
  await persisted.catch(() => undefined)
  await leave(context, guest, 'migrated')
  await persisted
  if (task.undefineSource && domain.definition)
    await removeDefinition(context, domain, { keepNvram: true, managedSave: true })
}

/** Define it where it runs now. */
async function persist(
  { definition }: ManagedDomain,
  { socket, name, persistDestination }: Departure,
): Promise<void> {
  if (!persistDestination || !definition) return
  await withDaemon(socket, AbortSignal.timeout(patience), (remote) =>
    remote.define({ ...definition, name }, {}),
  )
}

/** The destination has the guest no more: let it go on here. */
async function stay(
  context: EngineContext,
  domain: ManagedDomain,
  guest: Guest,
  { resume }: Departure,
): Promise<void> {
  if (resume) await goOn(guest, 'migrationCanceled')
  finish(context, domain, guest)
}

async function handOver({ uuid }: ManagedDomain, task: Departure): Promise<void> {
  const { socket, name, cookie, paused } = task
  const deadline = Date.now() + patience
  for (;;) {
    try {
      return await withDaemon(socket, AbortSignal.timeout(patience), async (remote) => {
        await remote.migrateFinish({ name, uuid }, { cookie, paused }, {})
      })
    } catch (error) {
      if (!isSilent(error)) throw error
      if (Date.now() > deadline) throw unclear(error)
      await sleep(pause)
    }
  }
}

/** As far as it can be told: the destination forgets the guest by itself in the end. */
export async function tellCancelled({ socket, name, cookie }: Departure, uuid: string): Promise<void> {
  const signal = AbortSignal.timeout(politeness)
  await withDaemon(socket, signal, (remote) =>
    remote.migrateFinish({ name, uuid }, { cookie, cancelled: true }, { signal }),
  ).catch(() => undefined)
}

type Remote = Pick<NonNullable<DriverConnection['domains']>, 'define'> & MigrationOperations

async function withDaemon<T>(
  socket: string,
  signal: AbortSignal,
  work: (remote: Required<Remote>) => Promise<T>,
): Promise<T> {
  const connection = await connect(socket, { signal })
  try {
    const { domains } = connection
    if (!domains?.migratePrepare || !domains.migrateFinish)
      throw new VirtError('NO_SUPPORT', `the daemon at '${socket}' takes no guests`, { origin: 'QEMU' })
    return await work(domains as Required<Remote>)
  } finally {
    await connection.close()
  }
}

const silences: ReadonlySet<string> = new Set([
  'CONNECTION_LOST',
  'RPC',
  'SYSTEM_ERROR',
  'OPERATION_TIMEOUT',
  'RESOURCE_BUSY',
])

/** Whether nobody answered, which says nothing about the guest. */
const isSilent = (error: unknown): boolean => VirtError.is(error) && silences.has(error.code)

function unclear(cause: unknown): VirtError {
  return new VirtError(
    'OPERATION_TIMEOUT',
    'the destination does not say whether the guest runs there: it stays paused here',
    { origin: 'QEMU', cause },
  )
}
