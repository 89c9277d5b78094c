import { command, type Command } from '../../parser/command.js'
import { string } from '../../parser/options.js'
import { follow } from '../shared/follow.js'
import { domain } from '../shared/lookup.js'
import { pace, paceOf, path, waits } from './options.js'

export const blockpull: Command = command({
  name: 'blockpull',
  summary: 'Populate a disk from its backing image.',
  description: 'Populate a disk from its backing image.',
  options: {
    domain,
    path,
    ...pace,
    base: string('path of backing file in chain for a partial pull', { named: true }),
  },
  run: async (session, { domain: { it }, path: disk, base, ...values }) => {
    const wait = waits(values)
    const images = base === undefined ? {} : { base }
    const job = it.disk(disk).pull({ ...images, ...paceOf(values, wait), ...session.call })
    await (wait ? follow(job, 'Block Pull', values.verbose, session) : job)
    session.output.confirm(wait ? '\nPull complete' : 'Block Pull started')
  },
})
