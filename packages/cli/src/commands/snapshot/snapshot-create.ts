import { command, type Command } from '../../parser/command.js'
import { exclusive, requires } from '../../parser/exclusive.js'
import { bool, string } from '../../parser/options.js'
import { fileNames } from '../../shell/names.js'
import { chosen } from '../shared/chosen.js'
import { domain } from '../shared/lookup.js'
import { readDescription } from '../shared/read-file.js'
import { creating, creation } from './creation.js'

export const snapshotCreate: Command = command({
  name: 'snapshot-create',
  summary: 'Create a snapshot from XML',
  description: 'Create a snapshot (disk and RAM) from XML',
  options: {
    domain,
    xmlfile: string('domain snapshot XML', { complete: fileNames }),
    redefine: bool('redefine metadata for existing snapshot'),
    current: bool('with redefine, set current snapshot'),
    ...creating,
    validate: bool('validate the XML against the schema'),
  },
  run: async (session, { domain: { it }, xmlfile, redefine, current, validate, ...values }) => {
    requires({ ...values, current, redefine }, 'current', 'redefine')
    exclusive({ redefine, 'no-metadata': values['no-metadata'] }, 'redefine', 'no-metadata')
    const xml = xmlfile === undefined ? '<domainsnapshot/>' : await readDescription(xmlfile, session)
    const flags = { ...chosen({ redefine, current, validate }), ...creation(values), ...session.call }
    const snapshot = await it.createSnapshot(xml, flags)
    const from = xmlfile === undefined ? '' : ` from '${xmlfile}'`
    session.output.confirmOpen(`Domain snapshot ${snapshot.name} created${from}`)
  },
})
