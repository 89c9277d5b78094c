import { command, type Command } from '../../parser/command.js'
import { exclusive } from '../../parser/exclusive.js'
import { attempt } from '../../parser/failure.js'
import { bool } from '../../parser/options.js'
import { chosen } from '../shared/chosen.js'
import { domain } from '../shared/lookup.js'

export const undefine: Command = command({
  name: 'undefine',
  summary: 'undefine a domain',
  description: 'Undefine an inactive domain, or convert persistent to transient.',
  options: {
    domain,
    'managed-save': bool('remove domain managed state file'),
    'snapshots-metadata': bool('remove all domain snapshot metadata (vm must be inactive)'),
    nvram: bool('remove nvram file'),
    'keep-nvram': bool('keep nvram file'),
  },
  run: async (session, { domain: { it, given }, ...values }) => {
    const { nvram, 'keep-nvram': keepNvram } = values
    exclusive({ nvram, 'keep-nvram': keepNvram }, 'nvram', 'keep-nvram')
    const flags = chosen({
      managedSave: values['managed-save'],
      snapshotsMetadata: values['snapshots-metadata'],
      nvram,
      keepNvram,
    })
    await attempt(`Failed to undefine domain '${given}'`, it.undefine({ ...flags, ...session.call }))
    session.output.confirm(`Domain '${given}' has been undefined`)
  },
})
