import { readdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { DomainConfig } from '@virt/core/config'
import {
  VirtError,
  type DomainRef,
  type JobCall,
  type RestoreFlags,
  type SavedConfigFlags,
  type SaveFlags,
} from '@virt/core/driver'
import type { EngineContext } from '../engine/context.js'
import type { ManagedDomain } from '../engine/domain.js'
import { syncDirectory } from '../store/atomic-write.js'
import type { Layout } from '../store/layout.js'
import { redefineImage } from './redefine-image.js'
import { restoreGuest } from './restore.js'
import { asJob, runJob } from './running-job.js'
import { saveGuest } from './save.js'
import { configOfImage, withImage } from './saved-image.js'

const suffix = '.save'

const pathOf = ({ layout }: EngineContext, { uuid }: ManagedDomain): string =>
  join(layout.save, `${uuid}${suffix}`)

/** The uuids of the domains that have a managed save. */
export function managedSaves({ save }: Layout): ReadonlySet<string> {
  const files = readdirSync(save).filter((file) => file.endsWith(suffix))
  return new Set(files.map((file) => file.slice(0, -suffix.length)))
}

/** Save a domain for its next start. */
export function managedSave(
  context: EngineContext,
  domain: ManagedDomain,
  flags: SaveFlags,
  call: JobCall,
): Promise<void> {
  return runJob(context, domain, 'save', call, async (job) => {
    domain.running()
    if (!domain.persistent) throw invalid('cannot do managed save for transient domain')
    await saveGuest(context, domain, pathOf(context, domain), flags, job)
    domain.managedSave = true
  })
}

export function managedSaveConfig(
  context: EngineContext,
  domain: ManagedDomain,
  flags: SavedConfigFlags,
): Promise<DomainConfig> {
  if (!domain.managedSave) throw invalid('domain does not have managed save image')
  return configOfImage(pathOf(context, domain), flags)
}

export function managedSaveDefine(
  context: EngineContext,
  domain: ManagedDomain,
  config: DomainConfig,
  flags: RestoreFlags,
  call: JobCall,
): Promise<void> {
  return domain.jobs.run(async () => {
    if (!domain.managedSave) throw invalid('domain does not have managed save image')
    await redefineImage(pathOf(context, domain), config, flags, call)
  }, call)
}

/** Start a domain from its managed save. To be called from its job queue. */
export async function startSaved(
  context: EngineContext,
  domain: ManagedDomain,
  flags: RestoreFlags,
  call: JobCall,
): Promise<DomainRef> {
  try {
    return await withImage(pathOf(context, domain), (image) =>
      asJob(context, domain, 'restore', call, (job) =>
        restoreGuest(context, domain, image, { flags: { paused: flags.paused }, managed: true }, job),
      ),
    )
  } catch (error) {
    throw isUnusable(error) ? explained(domain, error) : error
  }
}

/** Remove the managed save, if there is one. */
export async function forgetManagedSave(context: EngineContext, domain: ManagedDomain): Promise<void> {
  if (!domain.managedSave) return
  await rm(pathOf(context, domain), { force: true })
  await syncDirectory(context.layout.save)
  domain.managedSave = false
}

const isUnusable = (error: unknown): error is VirtError =>
  VirtError.is(error) && (error.code === 'OPERATION_FAILED' || error.code === 'SYSTEM_ERROR')

function explained({ name }: ManagedDomain, cause: VirtError): VirtError {
  return new VirtError(
    'OPERATION_FAILED',
    `domain '${name}' cannot continue from its managed save, which stays until it is removed or the domain is started with 'forceBoot': ${cause.message}`,
    { origin: 'QEMU', cause },
  )
}

function invalid(detail: string): VirtError {
  return new VirtError('OPERATION_INVALID', detail, { origin: 'QEMU' })
}
