import { whenAborted, VirtError, type BlockJobFlags, type JobCall } from '@virt/core/driver'
import type { DiskConfig } from '@virt/core/config'
import type { EngineContext } from '../engine/context.js'
import type { ManagedDomain } from '../engine/domain.js'
import type { Guest } from '../engine/guest.js'
import type { QmpRequest } from '../qmp/commands.js'
import { BlockJob } from './block-job.js'
import { forget, type JobPlace } from './conclude.js'
import { cancelJob, finishJob, pivotJob } from './end-job.js'
import { diskNamed } from './find-disk.js'
import type { Following, JobName } from './job-name.js'

/** How a job is begun: what it is called, and what QEMU is told. */
export interface JobPlan {
  readonly name: JobName
  readonly request: QmpRequest
  /** To be undone when QEMU refuses. */
  readonly undo?: () => Promise<void>
}

export interface JobWishes extends BlockJobFlags {
  readonly pivot?: boolean
  readonly finish?: boolean
}

/** What is to follow when the job is ready, whoever is there then: its name keeps it for the next engine. */
export function following({ background, pivot, finish }: JobWishes): Following | undefined {
  if (background) return undefined
  return pivot ? 'pivot' : finish ? 'finish' : undefined
}

const progressEvery = 250

/** Begin a job of a disk, and stay with it until it has done what its caller waits for. */
export async function runBlockJob(
  context: EngineContext,
  domain: ManagedDomain,
  disk: string,
  wishes: JobWishes,
  call: JobCall,
  plan: (guest: Guest, disk: DiskConfig) => Promise<JobPlan>,
): Promise<void> {
  const { place, job } = await domain.jobs.run(() => begin(context, domain, disk, plan), call)
  if (wishes.background) return
  const stopWatching = watch(place.guest, job, call)
  const stopListening = whenAborted(call, () => void cancelJob(place, job).catch(() => undefined))
  try {
    await outcome(place, job)
  } finally {
    stopListening()
    stopWatching()
  }
}

async function begin(
  context: EngineContext,
  domain: ManagedDomain,
  name: string,
  plan: (guest: Guest, disk: DiskConfig) => Promise<JobPlan>,
): Promise<{ place: JobPlace; job: BlockJob }> {
  const guest = domain.running()
  const disk = diskNamed(guest.config, name)
  refuseBusy(guest, disk.target.dev)
  const { name: jobName, request, undo } = await plan(guest, disk)
  const job = new BlockJob(jobName)
  keep(guest, job)
  try {
    await guest.monitor.execute(request.execute, request.arguments)
  } catch (error) {
    forget(guest, job)
    await undo?.()
    throw error
  }
  return { place: { context, domain, guest }, job }
}

/** @throws OPERATION_FAILED while the disk has a job */
export function refuseBusy({ blockJobs }: Guest, disk: string): void {
  if (blockJobs.has(disk))
    throw new VirtError('OPERATION_FAILED', `disk '${disk}' already in active block job`, { origin: 'QEMU' })
}

/** From now on the job is the disk's. */
export function keep(guest: Guest, job: BlockJob): void {
  guest.blockJobs.set(job.name.disk, job)
  void guest.ended.then(() => job.end('the domain is not running any more'))
}

/** What the caller waits for: readiness, an end of the caller's choice, or the end. */
async function outcome(place: JobPlace, job: BlockJob): Promise<void> {
  const { type } = job.name
  const mirrors = type === 'copy' || type === 'activeCommit'
  if (!mirrors) return job.over
  await job.ready
  if (!job.isReady || job.canceled) return job.over
  await follow(place, job)
}

/** Do with a job that is ready what its beginner wanted. Where that cannot be done, it ends, and the guest stays where it was. */
export async function follow(place: JobPlace, job: BlockJob): Promise<void> {
  try {
    if (job.name.then === 'pivot') await pivotJob(place, job)
    if (job.name.then === 'finish') await finishJob(place, job)
  } catch (error) {
    if (!job.concluding) await cancelJob(place, job).catch(() => undefined)
    throw error
  }
}

function watch({ monitor }: Guest, job: BlockJob, { progress }: JobCall): () => void {
  if (!progress) return () => undefined
  let processed = 0
  const look = async (): Promise<void> => {
    const rows = await monitor.execute('query-block-jobs')
    const row = rows.find(({ device }) => device === job.id)
    if (row)
      progress({
        processed: (processed = Math.max(processed, row.offset)),
        total: Math.max(row.len, processed),
      })
  }
  const timer = setInterval(() => void look().catch(() => undefined), progressEvery)
  timer.unref()
  return () => clearInterval(timer)
}
