import { format, present } from '../../output/format.js'
import { command, type Command } from '../../parser/command.js'
import { bool } from '../../parser/options.js'
import { domain } from '../shared/lookup.js'
import { reasonName, stateName } from '../shared/state-names.js'

export const domstate: Command = command({
  name: 'domstate',
  summary: 'domain state',
  description: 'Returns state about a domain.',
  options: {
    domain,
    reason: bool('also print reason for the state'),
    format,
  },
  run: async (session, { domain: { it }, reason, format: wanted }) => {
    const info = await it.info(session.call)
    const name = stateName(info.state)
    present(session, wanted, { state: info.state, reason: info.reason }, () =>
      reason ? `${name} (${reasonName(info.state, info.reason)})\n` : `${name}\n`,
    )
  },
})
