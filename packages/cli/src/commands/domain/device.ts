import type { CallOptions, Domain, UpdateFlags } from '@virt/core'
import { command, type Command, type Option } from '../../parser/command.js'
import { attempt } from '../../parser/failure.js'
import { bool } from '../../parser/options.js'
import { affectedDevice, affecting } from '../shared/affect.js'
import { chosen } from '../shared/chosen.js'
import { detached } from '../shared/detach-result.js'
import { domain } from '../shared/lookup.js'
import { file, readDescription } from '../shared/read-file.js'

interface Change {
  readonly name: string
  readonly summary: string
  readonly description: string
  readonly verb: 'attach' | 'detach' | 'update'
  /** Answers what was done. */
  readonly work: (it: Domain, xml: string, options: UpdateFlags & CallOptions) => Promise<string>
  /** Takes `--force` too. */
  readonly force?: Option<boolean>
}

const change = ({ name, summary, description, verb, work, force }: Change): Command =>
  command({
    name,
    summary,
    description,
    options: {
      domain,
      file: file('XML file'),
      persistent: bool('make live change persistent'),
      ...affecting,
      ...(force && { force }),
    },
    run: async (session, { domain: { it }, file: from, force: forced = false, ...affect }) => {
      const flags = { ...affectedDevice(affect, it.id !== undefined), ...chosen({ force: forced }) }
      const xml = await readDescription(from, session)
      const done = await attempt(
        `Failed to ${verb} device from ${from}`,
        work(it, xml, { ...flags, ...session.call }),
      )
      session.output.confirm(`Device ${done}`)
    },
  })

export const attachDevice: Command = change({
  name: 'attach-device',
  summary: 'attach device from an XML file',
  description: 'Attach device from an XML <file>.',
  verb: 'attach',
  work: (it, xml, options) => it.attachDevice(xml, options).then(() => 'attached successfully'),
})

export const detachDevice: Command = change({
  name: 'detach-device',
  summary: 'detach device from an XML file',
  description: 'Detach device from an XML <file>',
  verb: 'detach',
  work: (it, xml, options) => it.detachDevice(xml, options).then(detached),
})

export const updateDevice: Command = change({
  name: 'update-device',
  summary: 'update device from an XML file',
  description: 'Update device from an XML <file>.',
  verb: 'update',
  force: bool('force device update'),
  work: (it, xml, options) => it.updateDevice(xml, options).then(() => 'updated successfully'),
})
