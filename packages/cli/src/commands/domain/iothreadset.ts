import { command, type Command } from '../../parser/command.js'
import { requiredUnsigned, unsigned } from '../../parser/options.js'
import { affected, affecting } from '../shared/affect.js'
import { domain } from '../shared/lookup.js'
import { givenParameters } from '../tuning/parameters.js'

const params = {
  'poll-max-ns': unsigned('set the maximum IOThread polling time in ns'),
  'poll-grow': unsigned('set the value to increase the IOThread polling time'),
  'poll-shrink': unsigned('set the value for reduction of the IOThread polling time'),
  'thread-pool-min': unsigned('lower boundary for worker thread pool'),
  'thread-pool-max': unsigned('upper boundary for worker thread pool'),
} as const

export const iothreadset: Command = command({
  name: 'iothreadset',
  summary: 'modifies an existing IOThread of the guest domain',
  description: 'Modifies an existing IOThread of the guest domain.',
  options: {
    domain,
    id: requiredUnsigned('iothread id of existing IOThread'),
    ...params,
    ...affecting,
  },
  run: async (session, { domain: { it }, id, config, live, current, ...values }) => {
    const flags = { ...affected({ config, live, current }), ...session.call }
    await it.setIoThreadParams(id, givenParameters(params, values), flags)
  },
})
