import { rm } from 'node:fs/promises'
import type { DiskConfig } from '@virt/core/config'
import type { BlockCopyDestination, BlockCopyFlags, JobCall } from '@virt/core/driver'
import type { ChainImage } from '../command-line/image-chain.js'
import type { EngineContext } from '../engine/context.js'
import type { ManagedDomain } from '../engine/domain.js'
import type { Guest } from '../engine/guest.js'
import { createImage, kindOfPlace } from './create-image.js'
import { imagesOfDisk } from './find-disk.js'
import { jobId, type JobName } from './job-name.js'
import { withMirror, withoutMirror } from './mirror.js'
import { addNodes, nextIndex, nodeOf, removeNodes } from './nodes.js'
import { changeDisk, noteDisk } from './replace-disk.js'
import { following, runBlockJob, type JobPlan } from './run-job.js'

/** Copy a disk while the guest runs. */
export function blockCopy(
  context: EngineContext,
  domain: ManagedDomain,
  name: string,
  destination: BlockCopyDestination,
  flags: BlockCopyFlags,
  call: JobCall,
): Promise<void> {
  return runBlockJob(context, domain, name, flags, call, async (guest, disk) => {
    const [top, below] = imagesOfDisk(disk)
    const place = await kindOfPlace(destination, disk.target.dev, flags.reuseExternal ?? false)
    const copy: ChainImage = { ...place, format: destination.format ?? top.format, index: nextIndex(guest) }
    const base = flags.shallow ? below : undefined
    if (!flags.reuseExternal) await createCopy(guest, top, copy, base)
    const undo = async (): Promise<void> => {
      noteDisk(context, domain, guest, withoutMirror(disk))
      await removeNodes(context, guest, copy)
      if (!flags.reuseExternal && copy.type === 'file') await rm(copy.path, { force: true })
    }
    try {
      await addNodes(guest, disk, copy, base ? nodeOf(base) : null)
      changeDisk(context, domain, guest, withMirror(disk, 'copy', copy))
    } catch (error) {
      await undo()
      throw error
    }
    return { ...planOf(disk, top, copy, base, flags), undo }
  })
}

function planOf(
  disk: DiskConfig,
  top: ChainImage,
  copy: ChainImage,
  base: ChainImage | undefined,
  flags: BlockCopyFlags,
): JobPlan {
  const { bandwidth = 0, granularity, bufferSize, synchronousWrites } = flags
  const name: JobName = {
    type: 'copy',
    disk: disk.target.dev,
    top: copy.index,
    base: base?.index ?? 0,
    deletes: false,
    then: following(flags),
  }
  const what = {
    'job-id': jobId(name),
    device: nodeOf(top),
    target: nodeOf(copy),
    sync: base ? 'top' : 'full',
    speed: bandwidth,
    granularity,
    'buf-size': bufferSize,
    'copy-mode': synchronousWrites ? 'write-blocking' : undefined,
    'auto-dismiss': false,
  }
  return { name, request: { execute: 'blockdev-mirror', arguments: what } }
}

async function createCopy(
  { monitor }: Guest,
  top: ChainImage,
  copy: ChainImage,
  backing: ChainImage | undefined,
): Promise<void> {
  const nodes = await monitor.execute('query-named-block-nodes', { flat: true })
  const size = nodes.find((node) => node['node-name'] === nodeOf(top))?.image['virtual-size'] ?? 0
  await createImage(copy, { size, backing, like: top.path })
}
