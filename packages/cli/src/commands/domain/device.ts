import type { CallOptions, Domain, UpdateFlags } from '@virt/core'
import { command, type Command, type Option } from '../../parser/command.js'
import { attempt } from '../../parser/failure.js'
import { bool, data } from '../../parser/options.js'
import { affected, affectedDevice, affecting } from '../shared/affect.js'
import { chosen } from '../shared/chosen.js'
import { detached } from '../shared/detach-result.js'
import { deviceByAlias } from '../shared/device-by-alias.js'
import { changedConfig } from '../shared/find-device.js'
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

export const detachDeviceAlias: Command = command({
  name: 'detach-device-alias',
  summary: 'detach device from an alias',
  description: 'Detach device identified by the given alias from a domain',
  options: { domain, alias: data('device alias'), ...affecting },
  run: async (session, { domain: { it }, alias, ...affect }) => {
    const flags = affected(affect)
    const detach = async (): Promise<string> => {
      const device = deviceByAlias(await changedConfig(session, it, affect), alias)
      return detached(await it.detachDevice(device, { ...flags, ...session.call }))
    }
    const done = await attempt(`Failed to detach device with alias ${alias}`, detach())
    session.output.confirm(`Device ${done}`)
  },
})

export const updateDevice: Command = change({
  name: 'update-device',
  summary: 'update device from an XML file',
  description: 'Update device from an XML <file>.',
  verb: 'update',
  force: bool('force device update'),
  work: (it, xml, options) => it.updateDevice(xml, options).then(() => 'updated successfully'),
})
