import { format, present } from '../../output/format.js'
import { command, type Command } from '../../parser/command.js'
import { domain } from '../shared/lookup.js'

export const domcontrol: Command = command({
  name: 'domcontrol',
  summary: 'domain control interface state',
  description: 'Returns state of a control interface to the domain.',
  options: { domain, format },
  run: async (session, { domain: { it }, format: wanted }) => {
    const info = await it.controlInfo(session.call)
    const { state, since } = info
    const busy = since === undefined ? '' : ` (${(since / 1000).toFixed(3)}s)`
    present(session, wanted, info, () => `${state}${busy}\n`)
  },
})
