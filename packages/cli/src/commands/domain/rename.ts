import { command, type Command } from '../../parser/command.js'
import { data } from '../../parser/options.js'
import { domainByNameOrUuid } from '../shared/lookup.js'

export const domrename: Command = command({
  name: 'domrename',
  summary: 'rename a domain',
  description: 'Rename an inactive domain.',
  options: { domain: domainByNameOrUuid, 'new-name': data('new domain name') },
  run: async (session, { domain: { it }, 'new-name': name }) => {
    await it.rename(name, session.call)
    session.output.confirm('Domain successfully renamed')
  },
})
