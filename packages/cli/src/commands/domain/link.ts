import type { InterfaceConfig } from '@virt/core/config'
import { command, type Command } from '../../parser/command.js'
import { attempt, Failure } from '../../parser/failure.js'
import { bool, data } from '../../parser/options.js'
import { changedConfig, interfacesNamed } from '../shared/find-device.js'
import { domain } from '../shared/lookup.js'
import { printDevice } from '../shared/print-device.js'

const device = data('interface device (MAC Address)')
const states = ['up', 'down'] as const

export const domifSetlink: Command = command({
  name: 'domif-setlink',
  summary: 'set link state of a virtual interface',
  description:
    "Set link state of a domain's virtual interface. This command wraps usage of update-device command.",
  options: {
    domain,
    interface: device,
    state: data('new state of the device', { complete: () => states }),
    config: bool('affect next boot'),
    'print-xml': bool('print XML document rather than set the interface link state'),
  },
  run: async (session, { domain: { it }, interface: name, state: word, config, 'print-xml': printXml }) => {
    const state = states.find((each) => each === word)
    if (!state) throw new Failure(`invalid link state '${word}'`)
    const found = interfacesNamed(await changedConfig(session, it, { config }), name)
    const [card] = found
    if (!card) throw new Failure(`interface '${name}' not found`)
    if (found.length > 1)
      throw new Failure(`multiple interfaces matching '${name}': use update-device with a full description`)
    const changed: InterfaceConfig = { ...card, link: { ...card.link, state } }
    if (printXml) return printDevice(session, { interface: changed })
    const flags = config || it.id === undefined ? { config: true } : { live: true }
    await attempt(
      'Failed to update interface link state',
      it.updateDevice({ interface: changed }, { ...flags, ...session.call }),
    )
    session.output.confirm('Device updated successfully')
  },
})

export const domifGetlink: Command = command({
  name: 'domif-getlink',
  summary: 'get link state of a virtual interface',
  description: "Get link state of a domain's virtual interface.",
  options: { domain, interface: device, config: bool('Get persistent interface state') },
  run: async (session, { domain: { it }, interface: name, config }) => {
    const [card] = interfacesNamed(await changedConfig(session, it, { config }), name)
    if (!card) {
      const kind = name.includes(':') ? 'mac' : 'dev'
      throw new Failure(`Interface (${kind}: ${name}) not found.`)
    }
    session.output.print(`${name} ${card.link?.state ?? 'up'}`)
  },
})
