import { formatDomainSnapshot, parseDomainSnapshot, type DomainSnapshotConfig } from '../config.js'
import { description, filter, flags, reference, text } from './arguments.js'
import type { Rows } from './operations.js'
import type { DomainRef } from './refs.js'
import type {
  SnapshotCreateFlags,
  SnapshotDeleteFlags,
  SnapshotFilter,
  SnapshotOperations,
  SnapshotRevertFlags,
} from './snapshots.js'
import { change, query } from './traits.js'

const domain = reference<DomainRef>('domain')
const name = text('name')
const config = description<DomainSnapshotConfig>(
  'snapshot description',
  parseDomainSnapshot,
  formatDomainSnapshot,
)
const create = flags<SnapshotCreateFlags>('flags', {
  redefine: 'boolean',
  current: 'boolean',
  noMetadata: 'boolean',
  halt: 'boolean',
  diskOnly: 'boolean',
  reuseExternal: 'boolean',
  quiesce: 'boolean',
  atomic: 'boolean',
  live: 'boolean',
  validate: 'boolean',
})
const revert = flags<SnapshotRevertFlags>('flags', {
  running: 'boolean',
  paused: 'boolean',
  force: 'boolean',
})
const remove = flags<SnapshotDeleteFlags>('flags', {
  children: 'boolean',
  childrenOnly: 'boolean',
  metadataOnly: 'boolean',
})

export const snapshotRows: Rows<`snapshots.${keyof SnapshotOperations}`> = {
  'snapshots.list': query([domain, filter<SnapshotFilter>(['roots', 'leaves', 'states', 'locations'])]),
  'snapshots.lookupByName': query([domain, name]),
  'snapshots.current': query([domain]),
  'snapshots.config': {
    ...query([domain, name, flags<{ secure?: boolean }>('flags', { secure: 'boolean' })]),
    privileged: (_domain, _name, { secure }) => secure === true,
  },
  'snapshots.create': change([domain, config, create], { result: 'job' }),
  'snapshots.revert': change([domain, name, revert], { result: 'job' }),
  'snapshots.delete': change([domain, name, remove], { result: 'job' }),
}
