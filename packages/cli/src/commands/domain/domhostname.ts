import { hostnameSources } from '@virt/core'
import { command, type Command } from '../../parser/command.js'
import { attempt, Failure } from '../../parser/failure.js'
import { string } from '../../parser/options.js'
import { domain } from '../shared/lookup.js'

export const domhostname: Command = command({
  name: 'domhostname',
  summary: "print the domain's hostname",
  options: {
    domain,
    source: string("address source: 'lease' or 'agent'", { complete: () => hostnameSources }),
  },
  run: async (session, { domain: { it }, source: wanted }) => {
    const source = hostnameSources.find((each) => each === wanted)
    if (wanted !== undefined && !source) throw new Failure(`Unknown data source '${wanted}'`)
    const flags = { ...(source && { source }), ...session.call }
    session.output.line(await attempt('failed to get hostname', it.hostname(flags)))
  },
})
