import { formatDomain, parseDomain, type DomainConfig } from '../config.js'
import { description, flags, integer, path, reference, text } from './arguments.js'
import type { DomainJobOperations, DumpFlags } from './domain-jobs.js'
import type {
  MigrateFinishFlags,
  MigrateFlags,
  MigratePrepareFlags,
  MigrationOperations,
} from './migration.js'
import type { Rows } from './operations.js'
import type { DomainRef } from './refs.js'
import type { RestoreFlags, SavedConfigFlags, SavedStateOperations, SaveFlags } from './saved-state.js'
import { change, query } from './traits.js'

type WholeState = keyof (SavedStateOperations & DomainJobOperations & MigrationOperations)

const domain = reference<DomainRef>('domain')
const domainConfig = description<DomainConfig>('domain description', parseDomain, formatDomain)
const outcome = { running: 'boolean', paused: 'boolean' } as const
const saving = flags<SaveFlags>('flags', { ...outcome, compression: 'string' })
const restoring = flags<RestoreFlags>('flags', outcome)
const shown = flags<SavedConfigFlags>('flags', { secure: 'boolean' })
const job = { result: 'job' } as const

/** The rows of all that moves a guest's whole state: into files and back, to debuggers, to other hosts. */
export const wholeStateRows: Rows<`domains.${WholeState}`> = {
  'domains.save': change([domain, path, saving], job),
  'domains.restore': change([path, restoring], job),
  'domains.saveImageConfig': { ...query([path, shown]), privileged: () => true },
  'domains.saveImageDefine': change([path, domainConfig, restoring], job),
  'domains.managedSave': change([domain, saving], job),
  'domains.hasManagedSave': query([domain]),
  'domains.managedSaveConfig': {
    ...query([domain, shown]),
    privileged: (_domain, { secure }) => secure === true,
  },
  'domains.managedSaveDefine': change([domain, domainConfig, restoring], job),
  'domains.removeManagedSave': change([domain]),
  'domains.coreDump': change(
    [
      domain,
      path,
      flags<DumpFlags>('flags', {
        crash: 'boolean',
        live: 'boolean',
        reset: 'boolean',
        memoryOnly: 'boolean',
        format: 'string',
      }),
    ],
    job,
  ),
  'domains.jobInfo': query([domain]),
  'domains.abortJob': change([domain]),
  'domains.migrate': change(
    [
      domain,
      text('destination'),
      flags<MigrateFlags>('flags', {
        live: 'boolean',
        paused: 'boolean',
        persistDestination: 'boolean',
        undefineSource: 'boolean',
        name: 'string',
        uri: 'string',
      }),
    ],
    job,
  ),
  'domains.migratePrepare': change([domainConfig, flags<MigratePrepareFlags>('flags', { uri: 'string' })]),
  'domains.migrateFinish': change([
    domain,
    flags<MigrateFinishFlags>('flags', {
      cookie: 'string',
      cancelled: 'boolean',
      paused: 'boolean',
    }),
  ]),
  'domains.migrateMaxSpeed': query([domain]),
  'domains.migrateSetMaxSpeed': change([domain, integer('bandwidth', 0)]),
  'domains.migrateMaxDowntime': query([domain]),
  'domains.migrateSetMaxDowntime': change([domain, integer('downtime', 1)]),
}
