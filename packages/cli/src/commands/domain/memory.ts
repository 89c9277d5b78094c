import { command, type Alias, type Command } from '../../parser/command.js'
import { attempt } from '../../parser/failure.js'
import { requiredKib } from '../../parser/options.js'
import { affected, affecting } from '../shared/affect.js'
import { domain } from '../shared/lookup.js'

const kilobytes: Alias = { type: 'alias', of: 'size' }

export const setmem: Command = command({
  name: 'setmem',
  summary: 'change memory allocation',
  description: 'Change the current memory allocation in the guest domain.',
  options: {
    domain,
    kilobytes,
    size: requiredKib('new memory size, as scaled integer (default KiB)'),
    ...affecting,
  },
  run: async (session, { domain: { it }, size, ...affect }) => {
    await it.setMemory(size, { ...affected(affect), ...session.call })
  },
})

export const setmaxmem: Command = command({
  name: 'setmaxmem',
  summary: 'change maximum memory limit',
  description: 'Change the maximum memory allocation limit in the guest domain.',
  options: {
    domain,
    kilobytes,
    size: requiredKib('new maximum memory size, as scaled integer (default KiB)'),
    ...affecting,
  },
  run: async (session, { domain: { it }, size, ...affect }) => {
    const changed = it.setMaxMemory(size, { ...affected(affect), ...session.call })
    await attempt('Unable to change MaxMemorySize', changed)
  },
})
