import type { SnapshotCreateFlags } from '@virt/core'
import type { Option } from '../../parser/command.js'
import { bool } from '../../parser/options.js'
import { chosen } from '../shared/chosen.js'

type Name = 'no-metadata' | 'halt' | 'disk-only' | 'reuse-external' | 'quiesce' | 'atomic' | 'live'

/** What both commands that create a snapshot take. */
export const creating: { readonly [K in Name]: Option<boolean> } = {
  'no-metadata': bool('take snapshot but create no metadata'),
  halt: bool('halt domain after snapshot is created'),
  'disk-only': bool('capture disk state but not vm state'),
  'reuse-external': bool('reuse any existing external files'),
  quiesce: bool("quiesce guest's file systems"),
  atomic: bool('require atomic operation'),
  live: bool('take a live snapshot'),
}

/** The flags of the contract that they stand for. */
export function creation(values: { readonly [K in Name]: boolean }): SnapshotCreateFlags {
  const { halt, quiesce, atomic, live } = values
  return chosen({
    halt,
    quiesce,
    atomic,
    live,
    noMetadata: values['no-metadata'],
    diskOnly: values['disk-only'],
    reuseExternal: values['reuse-external'],
  })
}
