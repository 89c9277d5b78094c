import { BlockJob } from './block-job.js'
import { cancelJob } from './end-job.js'
import { conclude, diskOf, tell, type JobPlace } from './conclude.js'
import { parseJobId } from './job-name.js'
import { mirrorIs } from './mirror.js'
import { noteDisk } from './replace-disk.js'
import { follow, keep } from './run-job.js'

/** QEMU tells of a job's next step. */
export function jobChanged(place: JobPlace, id: unknown, status: unknown): void {
  const job = [...place.guest.blockJobs.values()].find((each) => each.id === id)
  if (!job) return
  if (status === 'ready') ready(place, job)
  if (status === 'concluded') void conclude(place, job)
}

/** Take up the jobs again that another engine has begun, and bring them to the end that was wanted. */
export async function recoverBlockJobs(place: JobPlace): Promise<void> {
  const { guest } = place
  for (const { id, status } of await guest.monitor.execute('query-jobs')) {
    const name = parseJobId(id)
    if (!name || guest.blockJobs.has(name.disk)) continue
    const job = new BlockJob(name)
    keep(guest, job)
    jobChanged(place, id, status)
    void goOn(place, job).catch((error: unknown) =>
      place.context.warn(`block job '${id}' of '${place.domain.name}': ${(error as Error).message}`),
    )
  }
}

async function goOn(place: JobPlace, job: BlockJob): Promise<void> {
  const { mirror } = diskOf(place.guest, job.name.disk) ?? {}
  if (mirror?.ready === 'abort') return cancelJob(place, job)
  await job.ready
  if (job.isReady && !job.canceled && !job.concluding) await follow(place, job)
}

function ready(place: JobPlace, job: BlockJob): void {
  if (job.isReady || job.canceled) return
  const { context, domain, guest } = place
  const disk = diskOf(guest, job.name.disk)
  if (disk?.mirror?.ready === undefined && disk) noteDisk(context, domain, guest, mirrorIs(disk, 'yes'))
  job.becomeReady()
  tell(place, job, 'ready')
}
