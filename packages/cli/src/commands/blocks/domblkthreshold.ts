import { command, type Command } from '../../parser/command.js'
import { data, requiredBytes } from '../../parser/options.js'
import { domain } from '../shared/lookup.js'

export const domblkthreshold: Command = command({
  name: 'domblkthreshold',
  summary:
    "set the threshold for block-threshold event for a given block device or it's backing chain element",
  description: 'set threshold for block-threshold event for a block device',
  options: {
    domain,
    dev: data('device to set threshold for'),
    threshold: requiredBytes('threshold as a scaled number (by default bytes)', 1),
  },
  run: (session, { domain: { it }, dev, threshold }) => it.disk(dev).setThreshold(threshold, session.call),
})
