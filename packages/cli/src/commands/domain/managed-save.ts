import { command, type Command } from '../../parser/command.js'
import { exclusive } from '../../parser/exclusive.js'
import { attempt } from '../../parser/failure.js'
import { bool } from '../../parser/options.js'
import { chosen } from '../shared/chosen.js'
import { follow } from '../shared/follow.js'
import { domain } from '../shared/lookup.js'

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
