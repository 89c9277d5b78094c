import { VirtError, type BlockJobAbortFlags, type BlockJobInfo, type Call } from '@virt/core/driver'
import type { EngineContext } from '../engine/context.js'
import type { ManagedDomain } from '../engine/domain.js'
import type { Guest } from '../engine/guest.js'
import type { BlockJob } from './block-job.js'
import { diskOf, type JobPlace } from './conclude.js'
import { diskNamed } from './find-disk.js'
import { mirrorIs } from './mirror.js'
import { changeDisk, noteDisk } from './replace-disk.js'

/** The job of a disk; `null`: it has none. */
export async function blockJobInfo(
  domain: ManagedDomain,
  disk: string,
  call: Call,
): Promise<BlockJobInfo | null> {
  const guest = domain.running()
  const job = guest.blockJobs.get(diskNamed(guest.config, disk).target.dev)
  if (!job) return null
  const rows = await guest.monitor.execute('query-block-jobs', {}, call)
  const row = rows.find(({ device }) => device === job.id)
  if (!row) return null
  return { type: job.name.type, bandwidth: row.speed, current: row.offset, end: row.len, ready: job.isReady }
}

/** End a job, or with `pivot` go on with its other side. */
export async function blockJobAbort(
  context: EngineContext,
  domain: ManagedDomain,
  disk: string,
  { pivot, async }: BlockJobAbortFlags,
): Promise<void> {
  const guest = domain.running()
  const job = jobOf(guest, disk)
  const place = { context, domain, guest }
  const end = pivot ? pivotJob(place, job) : cancelJob(place, job)
  if (async) end.catch((error: unknown) => context.warn(`block job '${job.id}': ${(error as Error).message}`))
  else await end
}

/** Bytes per second; 0: no limit. */
export async function blockJobSetSpeed(
  domain: ManagedDomain,
  disk: string,
  bandwidth: number,
  call: Call,
): Promise<void> {
  const guest = domain.running()
  const { id } = jobOf(guest, disk)
  await guest.monitor.execute('block-job-set-speed', { device: id, speed: bandwidth }, call)
}

/** Let the guest go on with the other side. What is wanted is written down before QEMU is told, for its end may be seen by another engine. */
export async function pivotJob({ context, domain, guest }: JobPlace, job: BlockJob): Promise<void> {
  const disk = diskOf(guest, job.name.disk)
  if (!disk?.mirror) throw invalid(`pivot of disk '${job.name.disk}' requires an active copy job`)
  if (!job.isReady) throw invalid(`disk '${job.name.disk}' not ready for pivot yet`)
  changeDisk(context, domain, guest, mirrorIs(disk, 'pivot'))
  try {
    await guest.monitor.execute('job-complete', { id: job.id })
  } catch (error) {
    noteDisk(context, domain, guest, mirrorIs(disk, 'yes'))
    throw error
  }
  await job.over
}

/** Leave the guest where it is, with a copy that is whole. */
export async function finishJob(place: JobPlace, job: BlockJob): Promise<void> {
  job.finishing = true
  await stop(place, job, false)
  await job.over
}

/** End it as soon as can be. */
export async function cancelJob(place: JobPlace, job: BlockJob): Promise<void> {
  job.canceled = true
  await stop(place, job, !job.isReady)
  await job.over.catch((error: unknown) => {
    if (VirtError.is(error) && error.code === 'OPERATION_ABORTED') return
    throw error
  })
}

async function stop({ context, domain, guest }: JobPlace, job: BlockJob, force: boolean): Promise<void> {
  const disk = diskOf(guest, job.name.disk)
  if (disk?.mirror) noteDisk(context, domain, guest, mirrorIs(disk, 'abort'))
  await guest.monitor.execute('block-job-cancel', { device: job.id, force })
}

function jobOf(guest: Guest, disk: string): BlockJob {
  const { dev } = diskNamed(guest.config, disk).target
  const job = guest.blockJobs.get(dev)
  if (!job) throw invalid(`disk '${dev}' does not have an active block job`)
  return job
}

function invalid(detail: string): VirtError {
  return new VirtError('OPERATION_INVALID', detail, { origin: 'QEMU' })
}
