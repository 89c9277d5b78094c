import { rm } from 'node:fs/promises'
import type { DiskConfig } from '@virt/core/config'
import type { BlockJobEvent } from '@virt/core/driver'
import { imagePath } from '../command-line/block-nodes.js'
import { imagesOf, withImages, type ChainImage } from '../command-line/image-chain.js'
import type { EngineContext } from '../engine/context.js'
import type { ManagedDomain } from '../engine/domain.js'
import type { Guest } from '../engine/guest.js'
import type { BlockJob } from './block-job.js'
import { mirrorImage, withoutMirror } from './mirror.js'
import { removeNodes, reopenForReading } from './nodes.js'
import { changeDisk, imagesFrom, moveTop, noteDisk } from './replace-disk.js'
import { untilWritten } from './until-written.js'

/** Everything that block jobs are about. */
export interface JobPlace {
  readonly context: EngineContext
  readonly domain: ManagedDomain
  readonly guest: Guest
}

/**
 * QEMU is done with a job: bring what it did into the descriptions, close what is no longer used, and only then have QEMU
 * forget it, so that an engine which ends in between does it again.
 */
export async function conclude(place: JobPlace, job: BlockJob): Promise<void> {
  if (job.concluding) return
  job.concluding = true
  const { context, domain, guest } = place
  try {
    const jobs = await guest.monitor.execute('query-jobs')
    const error = jobs.find(({ id }) => id === job.id)?.error
    const { status, gone } = await untilWritten(place, () => settle(place, job, error))
    await guest.monitor.execute('job-dismiss', { id: job.id })
    for (const image of gone) await removeNodes(context, guest, image)
    const disk = diskOf(guest, job.name.disk)
    if (disk && job.name.type === 'activeCommit') await reopenForReading(context, guest, disk, job.name.base)
    forget(guest, job)
    tell(place, job, status)
    job.end(status === 'completed' ? undefined : (error ?? 'canceled'))
  } catch (error) {
    if (!guest.released)
      context.warn(`block job '${job.id}' of domain '${domain.name}': ${(error as Error).message}`)
    forget(guest, job)
    job.end((error as Error).message)
  }
}

export function forget(guest: Guest, job: BlockJob): void {
  if (guest.blockJobs.get(job.name.disk) === job) guest.blockJobs.delete(job.name.disk)
}

/** Tell the subscribers what became of a job. */
export function tell(
  { context, domain, guest }: JobPlace,
  job: BlockJob,
  status: BlockJobEvent['status'],
): void {
  const { type, disk } = job.name
  const found = diskOf(guest, disk)
  context.events.emit({
    type: 'blockJob',
    domain: domain.ref,
    disk,
    path: found && imagePath(found),
    job: type,
    status,
  })
}

/** How a job ended, and the images that nothing needs any more; QEMU holds them as long as it knows the job. */
interface Ending {
  readonly status: BlockJobEvent['status']
  readonly gone: readonly ChainImage[]
}

async function settle(place: JobPlace, job: BlockJob, error: string | undefined): Promise<Ending> {
  const disk = diskOf(place.guest, job.name.disk)
  if (!disk) return { status: error === undefined ? 'completed' : 'failed', gone: [] }
  const pivoted = disk.mirror?.ready === 'pivot' && error === undefined
  if (disk.mirror && !pivoted) return stayed(place, job, disk, error)
  if (error !== undefined) return { status: job.canceled ? 'canceled' : 'failed', gone: [] }
  return { status: 'completed', gone: await adopt(place, job, disk) }
}

/** The guest stays where it was: the other side is let go. */
function stayed(
  { context, domain, guest }: JobPlace,
  job: BlockJob,
  disk: DiskConfig,
  error: string | undefined,
): Ending {
  const copy = job.name.type === 'copy' ? mirrorImage(disk) : undefined
  const wanted = disk.mirror?.ready === 'abort'
  noteDisk(context, domain, guest, withoutMirror(disk))
  const gone = copy ? [copy] : []
  if (error === undefined && job.finishing) return { status: 'completed', gone }
  return { status: wanted || job.canceled || error === undefined ? 'canceled' : 'failed', gone }
}

/** The images that a disk is left with when a job has succeeded. */
function remaining(disk: DiskConfig, { name }: BlockJob): readonly ChainImage[] {
  const images = imagesOf(disk)
  const [top] = images
  if (!top) return images
  const below = imagesFrom(disk, name.base)
  if (name.type === 'pull') return [top, ...below]
  if (name.type === 'activeCommit') return below
  if (name.type === 'copy') return [mirrorImage(disk) ?? top, ...below]
  return [
    ...images.slice(
      0,
      images.findIndex(({ index }) => index === name.top),
    ),
    ...below,
  ]
}

/**
 * Answers the images that are left over. First the definition, then files that nothing leads to any more, and at last the live
 * description, which tells whether that is still to be done.
 */
async function adopt(
  { context, domain, guest }: JobPlace,
  job: BlockJob,
  disk: DiskConfig,
): Promise<readonly ChainImage[]> {
  const images = remaining(disk, job)
  const [top] = images
  if (!top) return []
  const kept = new Set(images.map(({ index }) => index))
  const before = imagesOf(disk)
  const gone = before.filter(({ index }) => !kept.has(index))
  if (!kept.has(before[0]?.index ?? 0)) await moveTop(context, domain, disk, top)
  if (job.name.deletes) for (const { path } of gone) await rm(path, { force: true })
  changeDisk(context, domain, guest, withImages(withoutMirror(disk), images))
  return gone
}

export function diskOf({ config }: Guest, target: string): DiskConfig | undefined {
  return config.devices?.disks?.find(({ target: { dev } }) => dev === target)
}
