import { command, type Command } from '../../parser/command.js'
import { attempt } from '../../parser/failure.js'
import { bool } from '../../parser/options.js'
import { domain } from '../shared/lookup.js'

export const autostart: Command = command({
  name: 'autostart',
  summary: 'autostart a domain',
  description: 'Configure a domain to be automatically started at boot.',
  options: {
    domain,
    disable: bool('disable autostarting'),
  },
  run: async (session, { domain: { it, given }, disable }) => {
    const mark = disable ? 'unmark' : 'mark'
    const failure = `Failed to ${mark} domain '${given}' as autostarted`
    await attempt(failure, it.setAutostart(!disable, session.call))
    session.output.confirm(`Domain '${given}' ${mark}ed as autostarted`)
  },
})
