import { rm } from 'node:fs/promises'
import type { JobCall } from '@virt/core/driver'
import type { EngineContext } from '../engine/context.js'
import type { ManagedDomain } from '../engine/domain.js'
import { begin, finish, goOn } from '../migration/halt.js'
import { NewFile } from '../migration/new-file.js'
import { asJob, type RunningJob } from '../migration/running-job.js'
import { writeImage } from '../migration/save.js'
import type { SnapshotTarget } from './align.js'
import { overlayLive } from './external.js'

/** A whole guest, kept outside of its images. */
export interface WholeWish {
  /** The file for its memory. */
  readonly path: string
  readonly targets: readonly SnapshotTarget[]
  readonly reuse: boolean
  /** Let it run while its memory is written. */
  readonly live: boolean
  /** Leave it halted. */
  readonly halt: boolean
}

/**
 * The memory of a guest goes into a file, and its disks go on with new images, all of one moment. When it fails, there is no
 * file, and the guest does what it did.
 */
export function overlayWhole(
  context: EngineContext,
  domain: ManagedDomain,
  wish: WholeWish,
  call: JobCall,
): Promise<void> {
  return asJob(context, domain, 'snapshot', call, async (job) => {
    const guest = domain.running()
    const resume = guest.state === 'running'
    const file = new NewFile(wish.path)
    const temporary = file.temporary
    let stays = false
    try {
      begin(context, domain, guest, { kind: 'save', resume, temporary, committing: false })
      await keep(context, domain, file, { ...wish, resume }, job)
      stays = wish.halt
    } finally {
      file.discard()
      if (resume && !stays) await goOn(guest, 'unpaused')
      finish(context, domain, guest)
    }
  })
}

async function keep(
  context: EngineContext,
  domain: ManagedDomain,
  file: NewFile,
  { targets, reuse, live, resume }: WholeWish & { readonly resume: boolean },
  job: RunningJob,
): Promise<void> {
  const how = { goesOn: resume, compression: 'raw', reason: 'snapshot', live: live && resume } as const
  await writeImage(context, domain, file, how, job)
  job.commit()
  await file.commit()
  try {
    await overlayLive(context, domain, domain.running(), targets, reuse)
  } catch (error) {
    await rm(file.path, { force: true })
    throw error
  }
}
