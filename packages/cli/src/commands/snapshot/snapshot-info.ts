import { VirtError, type Domain } from '@virt/core'
import { format, present } from '../../output/format.js'
import { formatRecord } from '../../output/record.js'
import { command, type Command } from '../../parser/command.js'
import { exclusive } from '../../parser/exclusive.js'
import { Failure } from '../../parser/failure.js'
import { bool, data, string } from '../../parser/options.js'
import type { Session } from '../../session.js'
import { chosen } from '../shared/chosen.js'
import { domain } from '../shared/lookup.js'
import { findSnapshot, which } from './find-snapshot.js'

const secure = bool('include security sensitive information in XML dump')

export const snapshotInfo: Command = command({
  name: 'snapshot-info',
  summary: 'snapshot information',
  description: 'Returns basic information about a snapshot.',
  options: { domain, ...which, format },
  run: async (session, { domain: { it, given }, format: wanted, ...values }) => {
    const snapshot = await (await findSnapshot(session, it, values)).lookup(session.call)
    const descendants = await snapshot.listChildren({ descendants: true, ...session.call })
    const { name, current, state, location, parent = null, children } = snapshot
    const facts = { name, current, state, location, parent, children, descendants: descendants.length }
    present(session, wanted, facts, () =>
      formatRecord([
        ['Name', name],
        ['Domain', given],
        ['Current', current ? 'yes' : 'no'],
        ['State', state],
        ['Location', location],
        ['Parent', parent ?? '-'],
        ['Children', String(children)],
        ['Descendants', String(descendants.length)],
        ['Metadata', 'yes'],
      ]),
    )
  },
})

export const snapshotCurrent: Command = command({
  name: 'snapshot-current',
  summary: 'Get or set the current snapshot',
  description: 'Get or set the current snapshot',
  options: {
    domain,
    name: bool('list the name, rather than the full xml'),
    'security-info': secure,
    snapshotname: string('name of existing snapshot to make current'),
  },
  run: async (session, { domain: { it }, name, snapshotname, 'security-info': secrets }) => {
    exclusive({ name, snapshotname }, 'name', 'snapshotname')
    if (snapshotname !== undefined) return makeCurrent(session, it, snapshotname)
    const snapshot = await currentOf(session, it)
    if (name) session.output.print(snapshot.name)
    else session.output.print(await snapshot.xml({ ...chosen({ secure: secrets }), ...session.call }))
  },
})

async function makeCurrent({ call, output }: Session, domain: Domain, name: string): Promise<void> {
  const xml = await domain.snapshot(name).xml({ secure: true, ...call })
  await domain.createSnapshot(xml, { redefine: true, current: true, ...call })
  output.confirm(`Snapshot ${name} set as current`)
}

async function currentOf({ call }: Session, domain: Domain): ReturnType<Domain['currentSnapshot']> {
  try {
    return await domain.currentSnapshot(call)
  } catch (thrown) {
    if (VirtError.is(thrown) && thrown.code === 'NO_DOMAIN_SNAPSHOT')
      throw new Failure(`domain '${domain.name}' has no current snapshot`)
    throw thrown
  }
}

export const snapshotDumpxml: Command = command({
  name: 'snapshot-dumpxml',
  summary: 'Dump XML for a domain snapshot',
  description: 'Snapshot Dump XML',
  options: { domain, snapshotname: data('snapshot name'), 'security-info': secure },
  run: async (session, { domain: { it }, snapshotname, 'security-info': secrets }) => {
    const flags = { ...chosen({ secure: secrets }), ...session.call }
    session.output.print(await it.snapshot(snapshotname).xml(flags))
  },
})

export const snapshotParent: Command = command({
  name: 'snapshot-parent',
  summary: 'Get the name of the parent of a snapshot',
  description: "Extract the snapshot's parent, if any",
  options: { domain, ...which },
  run: async (session, { domain: { it }, ...values }) => {
    const { name, parent } = await (await findSnapshot(session, it, values)).lookup(session.call)
    if (parent === undefined) throw new Failure(`snapshot '${name}' has no parent`)
    session.output.line(parent)
  },
})
