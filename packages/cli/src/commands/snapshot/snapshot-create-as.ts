import { command, type Command } from '../../parser/command.js'
import { exclusive, requires } from '../../parser/exclusive.js'
import { argv, bool, string } from '../../parser/options.js'
import { domain } from '../shared/lookup.js'
import { escapeXml, indent } from '../shared/xml.js'
import { creating, creation } from './creation.js'
import { diskSpecXml, memorySpecXml } from './specs.js'

export const snapshotCreateAs: Command = command({
  name: 'snapshot-create-as',
  summary: 'Create a snapshot from a set of args',
  description: 'Create a snapshot (disk and RAM) from arguments',
  options: {
    domain,
    name: string('name of snapshot'),
    description: string('description of snapshot'),
    'print-xml': bool('print XML document rather than create'),
    ...creating,
    memspec: string('memory attributes: [file=]name[,snapshot=type]', { named: true }),
    diskspec: argv('disk attributes: disk[,snapshot=type][,driver=type][,stype=type][,file=name]'),
  },
  run: async (session, values) => {
    exclusive(values, 'print-xml', 'no-metadata')
    exclusive(values, 'live', 'disk-only')
    requires(values, 'reuse-external', 'disk-only')
    const xml = snapshotXml(values)
    if (values['print-xml']) return session.output.print(`${xml}\n`)
    const snapshot = await values.domain.it.createSnapshot(xml, { ...creation(values), ...session.call })
    session.output.confirmOpen(`Domain snapshot ${snapshot.name} created`)
  },
})

interface Snapshot {
  readonly name?: string
  readonly description?: string
  readonly memspec?: string
  readonly diskspec: readonly string[]
}

function snapshotXml({ name, description, memspec, diskspec }: Snapshot): string {
  const disks = indent(diskspec.map(diskSpecXml).join(''))
  const parts = [
    name === undefined ? '' : `<name>${escapeXml(name)}</name>\n`,
    description === undefined ? '' : `<description>${escapeXml(description)}</description>\n`,
    memspec === undefined ? '' : memorySpecXml(memspec),
    disks && `<disks>\n${disks}</disks>\n`,
  ]
  return `<domainsnapshot>\n${indent(parts.join(''))}</domainsnapshot>\n`
}
