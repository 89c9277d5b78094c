import type { DomainJobOperations, MigrationOperations, SavedStateOperations } from '@virt/core/driver'
import type { EngineContext } from '../engine/context.js'
import { finishArrival, prepareArrival } from './arrival.js'
import { migrateDomain } from './departure.js'
import { dumpDomain } from './dump.js'
import { limitOperations } from './limits.js'
import { forgetManagedSave, managedSave, managedSaveConfig, managedSaveDefine } from './managed-save.js'
import { redefineImage } from './redefine-image.js'
import { restoreDomain } from './restore.js'
import { abortJobOf, jobInfoOf } from './running-job.js'
import { saveDomain } from './save.js'
import { configOfImage } from './saved-image.js'

/** All that moves a guest's whole state. */
export type WholeStateOperations = SavedStateOperations & DomainJobOperations & MigrationOperations

export function wholeStateOperations(context: EngineContext): WholeStateOperations {
  const { domains } = context
  return {
    save: async (ref, path, flags, call) => saveDomain(context, domains.get(ref), path, flags, call),
    restore: async (path, flags, call) => restoreDomain(context, path, flags, call),
    saveImageConfig: async (path, flags) => configOfImage(path, flags),
    saveImageDefine: async (path, config, flags, call) => redefineImage(path, config, flags, call),
    managedSave: async (ref, flags, call) => managedSave(context, domains.get(ref), flags, call),
    hasManagedSave: async (ref) => domains.get(ref).managedSave,
    managedSaveConfig: async (ref, flags) => managedSaveConfig(context, domains.get(ref), flags),
    managedSaveDefine: async (ref, config, flags, call) =>
      managedSaveDefine(context, domains.get(ref), config, flags, call),
    removeManagedSave: async (ref, call) => {
      const domain = domains.get(ref)
      await domain.jobs.run(() => forgetManagedSave(context, domain), call)
    },
    coreDump: async (ref, path, flags, call) => dumpDomain(context, domains.get(ref), path, flags, call),
    jobInfo: async (ref) => jobInfoOf(domains.get(ref)),
    migrate: async (ref, destination, flags, call) =>
      migrateDomain(context, domains.get(ref), destination, flags, call),
    migratePrepare: async (config, flags, call) => prepareArrival(context, config, flags, call),
    migrateFinish: async (ref, flags) => finishArrival(context, ref, flags),
    ...limitOperations(context),
    abortJob: async (ref) => abortJobOf(domains.get(ref)),
  }
}
