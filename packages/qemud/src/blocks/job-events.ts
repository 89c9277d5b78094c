import { BlockJob } from './block-job.js'
import { conclude, diskOf, tell, type JobPlace } from './conclude.js'
import { parseJobId } from './job-name.js'
import { mirrorIs } from './mirror.js'
import { noteDisk } from './replace-disk.js'
import { keep } from './run-job.js'

/** QEMU tells of a job's next step. */
export function jobChanged(place: JobPlace, id: unknown, status: unknown): void {
  const job = [...place.guest.blockJobs.values()].find((each) => each.id === id)
  if (!job) return
  if (status === 'ready') ready(place, job)
  if (status === 'concluded') void conclude(place, job)
}

/** Take up the jobs again that another engine has begun. */
export async function recoverBlockJobs(place: JobPlace): Promise<void> {
  const { guest } = place
  for (const { id, status } of await guest.monitor.execute('query-jobs')) {
    const name = parseJobId(id)
    if (!name || guest.blockJobs.has(name.disk)) continue
    const job = new BlockJob(name)
    keep(guest, job)
    jobChanged(place, id, status)
  }
}

function ready(place: JobPlace, job: BlockJob): void {
  if (job.isReady || job.canceled) return
  const { context, domain, guest } = place
  const disk = diskOf(guest, job.name.disk)
  if (disk?.mirror?.ready === undefined && disk) noteDisk(context, domain, guest, mirrorIs(disk, 'yes'))
  job.becomeReady()
  tell(place, job, 'ready')
}
