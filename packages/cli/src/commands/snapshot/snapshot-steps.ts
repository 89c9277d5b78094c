import { command, type Command } from '../../parser/command.js'
import { exclusive } from '../../parser/exclusive.js'
import { attempt } from '../../parser/failure.js'
import { bool } from '../../parser/options.js'
import { chosen } from '../shared/chosen.js'
import { edit } from '../shared/edit.js'
import { domain } from '../shared/lookup.js'
import { findSnapshot, which } from './find-snapshot.js'

export const snapshotRevert: Command = command({
  name: 'snapshot-revert',
  summary: 'Revert a domain to a snapshot',
  description: 'Revert domain to snapshot',
  options: {
    domain,
    ...which,
    running: bool('after reverting, change state to running'),
    paused: bool('after reverting, change state to paused'),
    force: bool('try harder on risky reverts'),
  },
  run: async (session, { domain: { it }, running, paused, force, ...values }) => {
    exclusive({ running, paused }, 'running', 'paused')
    const snapshot = await findSnapshot(session, it, values)
    await snapshot.revert({ ...chosen({ running, paused, force }), ...session.call })
    session.output.confirm(`Domain snapshot ${snapshot.name} reverted`)
  },
})

export const snapshotDelete: Command = command({
  name: 'snapshot-delete',
  summary: 'Delete a domain snapshot',
  description: 'Snapshot Delete',
  options: {
    domain,
    ...which,
    children: bool('delete snapshot and all children'),
    'children-only': bool('delete children but not snapshot'),
    metadata: bool('delete only libvirt metadata, leaving snapshot contents behind'),
  },
  run: async (session, { domain: { it }, children, metadata, 'children-only': childrenOnly, ...values }) => {
    exclusive({ children, 'children-only': childrenOnly }, 'children', 'children-only')
    const snapshot = await findSnapshot(session, it, values)
    const flags = chosen({ children, childrenOnly, metadataOnly: metadata })
    await attempt(
      `Failed to delete snapshot ${snapshot.name}`,
      snapshot.delete({ ...flags, ...session.call }),
    )
    session.output.confirm(`Domain snapshot ${snapshot.name}${childrenOnly ? ' children' : ''} deleted`)
  },
})

export const snapshotEdit: Command = command({
  name: 'snapshot-edit',
  summary: 'edit XML for a snapshot',
  description: 'Edit the domain snapshot XML for a named snapshot',
  options: { domain, ...which },
  run: async (session, { domain: { it }, ...values }) => {
    const snapshot = await findSnapshot(session, it, values)
    const { name, current } = await snapshot.lookup(session.call)
    const text = await snapshot.xml({ secure: true, ...session.call })
    const save = async (edited: string): Promise<void> => {
      await it.createSnapshot(edited, { redefine: true, ...chosen({ current }), ...session.call })
    }
    const changed = await edit(session, { text, save })
    session.output.confirm(
      changed ? `Snapshot ${name} edited.` : `Snapshot ${name} XML configuration not changed.`,
    )
  },
})
