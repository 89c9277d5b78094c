import { command, type Command } from '../../parser/command.js'
import { exclusive } from '../../parser/exclusive.js'
import { attempt } from '../../parser/failure.js'
import { bool } from '../../parser/options.js'
import { chosen } from '../shared/chosen.js'
import { edit } from '../shared/edit.js'
import { follow } from '../shared/follow.js'
import { domain } from '../shared/lookup.js'
import { file, readDescription } from '../shared/read-file.js'

export const managedsave: Command = command({
  name: 'managedsave',
  summary: 'managed save of a domain state',
  description:
    "Save and destroy a running domain, so it can be restarted from the same state at a later time.  When the 'start' command is next run for the domain, it will automatically be started from this saved state.",
  options: {
    domain,
    running: bool('set domain to be running on next start'),
    paused: bool('set domain to be paused on next start'),
    verbose: bool('display the progress of save'),
  },
  run: async (session, { domain: { it, given }, running, paused, verbose }) => {
    exclusive({ running, paused }, 'running', 'paused')
    const job = it.managedSave({ ...chosen({ running, paused }), ...session.call })
    await attempt(`Failed to save domain '${given}' state`, follow(job, 'Managedsave', verbose, session))
    session.output.confirm(`\nDomain '${given}' state saved by libvirt`)
  },
})

export const managedsaveRemove: Command = command({
  name: 'managedsave-remove',
  summary: 'Remove managed save of a domain',
  description: 'Remove an existing managed save state file from a domain',
  options: { domain },
  run: async (session, { domain: { it, given } }) => {
    const has = await attempt(
      'Failed to check for domain managed save image',
      it.hasManagedSave(session.call),
    )
    if (!has) return session.output.confirm(`Domain '${given}' has no manage save image; removal skipped`)
    await attempt(
      `Failed to remove managed save image for domain '${given}'`,
      it.removeManagedSave(session.call),
    )
    session.output.confirm(`Removed managedsave image for domain '${given}'`)
  },
})

export const managedsaveDumpxml: Command = command({
  name: 'managedsave-dumpxml',
  summary: 'Domain information of managed save state file in XML',
  description: 'Dump XML of domain information for a managed save state file to stdout.',
  options: {
    domain,
    'security-info': bool('include security sensitive information in XML dump'),
  },
  run: async (session, { domain: { it }, 'security-info': secure }) =>
    session.output.print(await it.managedSaveXml({ ...chosen({ secure }), ...session.call })),
})

const outcome = {
  running: bool('set domain to be running on start'),
  paused: bool('set domain to be paused on start'),
} as const

export const managedsaveDefine: Command = command({
  name: 'managedsave-define',
  summary: "redefine the XML for a domain's managed save state file",
  description: 'Replace the domain XML associated with a managed save state file',
  options: { domain, xml: file('filename containing updated XML for the target'), ...outcome },
  run: async (session, { domain: { it, given }, xml, running, paused }) => {
    exclusive({ running, paused }, 'running', 'paused')
    const text = await readDescription(xml, session)
    const work = it.managedSaveDefine(text, { ...chosen({ running, paused }), ...session.call })
    await attempt(`Failed to update ${given}`, work)
    session.output.confirm(`Managed save state file of domain '${given}' updated.`)
  },
})

export const managedsaveEdit: Command = command({
  name: 'managedsave-edit',
  summary: "edit XML for a domain's managed save state file",
  description: 'Edit the domain XML associated with the managed save state file',
  options: { domain, ...outcome },
  run: async (session, { domain: { it }, running, paused }) => {
    exclusive({ running, paused }, 'running', 'paused')
    const flags = { ...chosen({ running, paused }), ...session.call }
    const text = await it.managedSaveXml({ secure: true, ...session.call })
    const changed = await edit(session, {
      text,
      save: async (edited) => it.managedSaveDefine(edited, flags),
    })
    session.output.confirm(
      changed
        ? `Managed save image of Domain '${it.name}' XML configuration edited.`
        : `Managed save image of domain '${it.name}' XML configuration not changed.`,
    )
  },
})
