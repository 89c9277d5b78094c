import { command, type Command } from '../../parser/command.js'
import { bool } from '../../parser/options.js'
import { domain } from '../shared/lookup.js'

export const dumpxml: Command = command({
  name: 'dumpxml',
  summary: 'domain information in XML',
  description: 'Output the domain information as an XML dump to stdout.',
  options: {
    domain,
    inactive: bool('show inactive defined XML'),
    'security-info': bool('include security sensitive information in XML dump'),
  },
  run: async (session, { domain: { it }, inactive, 'security-info': secure }) => {
    const flags = { ...(inactive && { inactive }), ...(secure && { secure }) }
    session.output.print(await it.xml({ ...flags, ...session.call }))
  },
})
