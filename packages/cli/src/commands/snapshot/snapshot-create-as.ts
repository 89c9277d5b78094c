import { VirtError } from '@virt/core'
import { command, type Command } from '../../parser/command.js'
import { exclusive, requires } from '../../parser/exclusive.js'
import { argv, bool, string } from '../../parser/options.js'
import { domain } from '../shared/lookup.js'
import { escapeXml, indent } from '../shared/xml.js'
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
    'no-metadata': bool('take snapshot but create no metadata'),
    halt: bool('halt domain after snapshot is created'),
    'disk-only': bool('capture disk state but not vm state'),
    'reuse-external': bool('reuse any existing external files'),
    quiesce: bool("quiesce guest's file systems"),
    atomic: bool('require atomic operation'),
    live: bool('take a live snapshot'),
    memspec: string('memory attributes: [file=]name[,snapshot=type]', { named: true }),
    diskspec: argv('disk attributes: disk[,snapshot=type][,driver=type][,stype=type][,file=name]'),
  },
  run: async (session, values) => {
    exclusive(values, 'print-xml', 'no-metadata')
    exclusive(values, 'live', 'disk-only')
    requires(values, 'reuse-external', 'disk-only')
    const xml = snapshotXml(values)
    if (!values['print-xml']) throw new VirtError('NO_SUPPORT', 'virDomainSnapshotCreateXML')
    session.output.print(`${xml}\n`)
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
