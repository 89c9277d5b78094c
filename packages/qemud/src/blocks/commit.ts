import type { DiskConfig } from '@virt/core/config'
import type { BlockCommitFlags, JobCall } from '@virt/core/driver'
import type { ChainImage } from '../command-line/image-chain.js'
import type { EngineContext } from '../engine/context.js'
import type { ManagedDomain } from '../engine/domain.js'
import { imageNamed, imagesOfDisk, invalid } from './find-disk.js'
import { jobId, type JobName } from './job-name.js'
import { withMirror, withoutMirror } from './mirror.js'
import { nodeOf } from './nodes.js'
import { changeDisk, noteDisk } from './replace-disk.js'
import { following, runBlockJob } from './run-job.js'

/** Merge images downwards. */
export function blockCommit(
  context: EngineContext,
  domain: ManagedDomain,
  name: string,
  flags: BlockCommitFlags,
  call: JobCall,
): Promise<void> {
  return runBlockJob(context, domain, name, flags, call, async (guest, disk) => {
    const { first, top, base } = ends(disk, flags)
    const active = top === first
    const job: JobName = {
      type: active ? 'activeCommit' : 'commit',
      disk: disk.target.dev,
      top: top.index,
      base: base.index,
      deletes: flags.delete ?? false,
      then: active ? following(flags) : undefined,
    }
    if (active) changeDisk(context, domain, guest, withMirror(disk, 'active-commit', base))
    const what = {
      'job-id': jobId(job),
      device: nodeOf(first),
      'top-node': nodeOf(top),
      'base-node': nodeOf(base),
      'backing-file': active ? undefined : base.path,
      speed: flags.bandwidth ?? 0,
      'auto-dismiss': false,
    }
    const undo = async (): Promise<void> => noteDisk(context, domain, guest, withoutMirror(disk))
    return { name: job, request: { execute: 'block-commit', arguments: what }, undo }
  })
}

interface Ends {
  /** What the guest writes to. */
  readonly first: ChainImage
  readonly top: ChainImage
  readonly base: ChainImage
}

function ends(disk: DiskConfig, { top: upper, base: lower, shallow, active }: BlockCommitFlags): Ends {
  const images = imagesOfDisk(disk)
  const [first] = images
  const { dev } = disk.target
  const top = upper === undefined ? first : imageNamed(images, dev, upper)
  if (top === first && !active) throw invalid(`commit of '${dev}' active layer requires active flag`)
  if (top !== first && active) throw invalid(`active commit requested but '${top.path}' is not active`)
  const below = images.slice(images.indexOf(top) + 1)
  const [next] = below
  if (!next) throw invalid(`top '${top.path}' in chain for '${dev}' has no backing file`)
  const base = lower === undefined ? (shallow ? next : below.at(-1)) : imageNamed(images, dev, lower)
  if (!base || !below.includes(base))
    throw invalid(`could not find base '${lower ?? ''}' below '${top.path}' in chain for '${dev}'`)
  if (shallow && base !== next)
    throw invalid(`base '${base.path}' is not immediately below '${top.path}' in chain for '${dev}'`)
  return { first, top, base }
}
