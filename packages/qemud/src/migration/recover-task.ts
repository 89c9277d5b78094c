import { existsSync, rmSync } from 'node:fs'
import type { EngineContext } from '../engine/context.js'
import type { ManagedDomain } from '../engine/domain.js'
import type { Guest } from '../engine/guest.js'
import type { RuntimeTask } from '../store/runtime-task.js'
import { concludeDeparture, tellCancelled } from './departure.js'
import { finish, goOn, leave } from './halt.js'
import { streamPath } from './stream-socket.js'
import { transferred } from './transfer.js'

/** End what an earlier daemon was in the middle of: as if it had not begun, unless it was as good as done. */
export async function recoverTask(
  context: EngineContext,
  domain: ManagedDomain,
  guest: Guest,
): Promise<void> {
  const { task } = guest
  if (task === undefined) return
  rmSync(streamPath(context, domain), { force: true })
  if (task.kind === 'save' || task.kind === 'dump') await recoverFile(context, guest, task)
  if (task.kind === 'restore') await recoverRestore(domain, guest, task)
  if (task.kind === 'migrateOut') return recoverDeparture(context, domain, guest, task)
  if (task.kind === 'migrateIn') await recoverArrival(context, guest, task)
  if (domain.guest === guest) finish(context, domain, guest)
}

async function recoverFile(
  context: EngineContext,
  guest: Guest,
  { kind, resume, temporary, committing }: Extract<RuntimeTask, { kind: 'save' | 'dump' }>,
): Promise<void> {
  if (committing && !existsSync(temporary)) return leave(context, guest, 'saved')
  rmSync(temporary, { force: true })
  await cancelTransfer(guest)
  if (resume && guest.state !== 'running') await goOn(guest, kind === 'save' ? 'saveCanceled' : 'unpaused')
}

async function recoverRestore(
  domain: ManagedDomain,
  guest: Guest,
  { resume, managedSave }: Extract<RuntimeTask, { kind: 'restore' }>,
): Promise<void> {
  if (managedSave !== undefined) {
    rmSync(managedSave, { force: true })
    domain.managedSave = false
  }
  if (resume && guest.state !== 'running') await goOn(guest, 'unpaused')
}

/** The destination was not told that it may have the guest, or else it alone knows whether it has. */
async function recoverDeparture(
  context: EngineContext,
  domain: ManagedDomain,
  guest: Guest,
  task: Extract<RuntimeTask, { kind: 'migrateOut' }>,
): Promise<void> {
  if (task.finishing) return concludeDeparture(context, domain, guest, task)
  await cancelTransfer(guest)
  await tellCancelled(task, domain.uuid)
  if (task.resume) await goOn(guest, 'migrationCanceled')
  finish(context, domain, guest)
}

/** The source was not told that it may forget the guest, or else it is to run here. */
async function recoverArrival(
  context: EngineContext,
  guest: Guest,
  { finishing, resume }: Extract<RuntimeTask, { kind: 'migrateIn' }>,
): Promise<void> {
  if (!finishing) return leave(context, guest, 'failed')
  if (resume) await goOn(guest, 'migrated')
}

/** Stop what QEMU still sends, if it does. */
async function cancelTransfer({ monitor }: Guest): Promise<void> {
  const { status } = await monitor.execute('query-migrate')
  if (status === undefined || status === 'none') return
  await monitor.execute('migrate_cancel')
  await transferred(monitor)
}
