import { command, type Command } from '../../parser/command.js'
import { bool } from '../../parser/options.js'
import { domain } from '../shared/lookup.js'

export const desc: Command = command({
  name: 'desc',
  summary: "show domain's description or title",
  description: 'Show description or title of a domain.',
  options: {
    domain,
    live: bool('get running state'),
    config: bool('get persistent state'),
    title: bool('get the title instead of description'),
  },
  run: async (session, { domain: { it, given }, config, title }) => {
    const { title: name, description } = await it.config({
      ...(config && { inactive: true }),
      ...session.call,
    })
    const text = title ? name : description
    if (text) session.output.line(text)
    else
      session.output.print(
        `No ${title ? 'title' : 'description'} for domain: ${given}${session.output.quiet ? '\n' : ''}`,
      )
  },
})
