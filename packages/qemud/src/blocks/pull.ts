import type { BlockPullFlags, JobCall } from '@virt/core/driver'
import type { EngineContext } from '../engine/context.js'
import type { ManagedDomain } from '../engine/domain.js'
import { imageNamed, imagesOfDisk, invalid } from './find-disk.js'
import { jobId, type JobName } from './job-name.js'
import { nodeOf } from './nodes.js'
import { runBlockJob } from './run-job.js'

/** Take what the images below hold into the topmost one. */
export function blockPull(
  context: EngineContext,
  domain: ManagedDomain,
  name: string,
  flags: BlockPullFlags,
  call: JobCall,
): Promise<void> {
  return runBlockJob(context, domain, name, flags, call, async (_guest, disk) => {
    const images = imagesOfDisk(disk)
    const [top] = images
    const base = flags.base === undefined ? undefined : imageNamed(images, disk.target.dev, flags.base)
    if (base === top) throw invalid(`image '${top.path}' is not below itself`)
    const job: JobName = {
      type: 'pull',
      disk: disk.target.dev,
      top: top.index,
      base: base?.index ?? 0,
      deletes: false,
    }
    const below = base && { 'base-node': nodeOf(base), 'backing-file': base.path }
    const speed = flags.bandwidth ?? 0
    const what = { 'job-id': jobId(job), device: nodeOf(top), ...below, speed, 'auto-dismiss': false }
    return { name: job, request: { execute: 'block-stream', arguments: what } }
  })
}
