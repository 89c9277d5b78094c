import { rm } from 'node:fs/promises'
import type { DomainRef, JobCall, RestoreFlags } from '@virt/core/driver'
import { accepted, claim, settleActive } from '../engine/claim.js'
import type { EngineContext } from '../engine/context.js'
import type { ManagedDomain } from '../engine/domain.js'
import { startGuest } from '../engine/start.js'
import { finish } from './halt.js'
import { receiveImage } from './receive.js'
import { asJob, type RunningJob } from './running-job.js'
import { runsAfter, withImage, type SavedImage } from './saved-image.js'

/** Continue a domain from a file that a save has written. */
export function restoreDomain(
  context: EngineContext,
  path: string,
  flags: RestoreFlags,
  call: JobCall,
): Promise<DomainRef> {
  return withImage(path, async (image) => {
    const domain = claim(context, accepted(image.config))
    return settleActive(context, domain, call, () =>
      asJob(context, domain, 'restore', call, (job) => restoreGuest(context, domain, image, { flags }, job)),
    )
  })
}

/** The same for who runs a job. A managed save is used up by it. */
export async function restoreGuest(
  context: EngineContext,
  domain: ManagedDomain,
  image: SavedImage,
  { flags, managed = false }: { readonly flags: RestoreFlags; readonly managed?: boolean },
  job: RunningJob,
): Promise<DomainRef> {
  const resume = runsAfter(image.facts, flags)
  const managedSave = managed ? image.path : undefined
  const config = { ...accepted(image.config), name: domain.name }
  await startGuest(context, domain, config, { paused: !resume }, job, {
    origin: 'restored',
    receive: async (guest, signal) => {
      await receiveImage(context, domain, guest, image, { job, signal })
      guest.task = { kind: 'restore', resume, managedSave }
    },
    arrived: async () => {
      if (managedSave !== undefined) await rm(managedSave, { force: true })
      if (managed) domain.managedSave = false
    },
  })
  finish(context, domain, domain.running())
  return domain.ref
}
