import { command, type Command } from '../../parser/command.js'
import { attempt } from '../../parser/failure.js'
import { requiredBytes } from '../../parser/options.js'
import { domain } from '../shared/lookup.js'
import { path } from './options.js'

export const blockresize: Command = command({
  name: 'blockresize',
  summary: 'Resize block device of domain.',
  description: 'Resize block device of domain.',
  options: {
    domain,
    path,
    size: requiredBytes('New size of the block device, as scaled integer (default KiB)'),
  },
  run: async (session, { domain: { it }, path: disk, size }) => {
    await attempt(`Failed to resize block device '${disk}'`, it.disk(disk).resize(size, session.call))
    session.output.confirm(`Block device '${disk}' is resized`)
  },
})
