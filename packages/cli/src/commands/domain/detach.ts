import type { InterfaceConfig } from '@virt/core/config'
import { command, type Command } from '../../parser/command.js'
import { attempt, Failure } from '../../parser/failure.js'
import { bool, data, string } from '../../parser/options.js'
import { affectedDevice, affecting } from '../shared/affect.js'
import { detached } from '../shared/detach-result.js'
import { changedConfig, findDisk } from '../shared/find-device.js'
import { domain } from '../shared/lookup.js'
import { printDevice } from '../shared/print-device.js'

const affect = { persistent: bool('make live change persistent'), ...affecting } as const

export const detachDisk: Command = command({
  name: 'detach-disk',
  summary: 'detach disk device',
  description: 'Detach disk device.',
  options: {
    domain,
    target: data('target of disk device'),
    ...affect,
    'print-xml': bool('print XML document rather than detach the disk'),
  },
  run: async (session, { domain: { it }, target, 'print-xml': printXml, ...rest }) => {
    const { devices } = await changedConfig(session, it, rest)
    const disk = findDisk(devices?.disks ?? [], target)
    if (printXml) return printDevice(session, { disk })
    const flags = affectedDevice(rest, it.id !== undefined)
    const result = await attempt(
      'Failed to detach disk',
      it.detachDevice({ disk }, { ...flags, ...session.call }),
    )
    session.output.confirm(`Disk ${detached(result)}`)
  },
})

export const detachInterface: Command = command({
  name: 'detach-interface',
  summary: 'detach network interface',
  description: 'Detach network interface.',
  options: {
    domain,
    type: data('network interface type'),
    mac: string('MAC address'),
    ...affect,
  },
  run: async (session, { domain: { it }, type, mac, ...rest }) => {
    const { devices } = await changedConfig(session, it, rest)
    const network = findInterface(devices?.interfaces ?? [], type, mac)
    const flags = affectedDevice(rest, it.id !== undefined)
    const result = await attempt(
      'Failed to detach interface',
      it.detachDevice({ interface: network }, { ...flags, ...session.call }),
    )
    session.output.confirm(`Interface ${detached(result)}`)
  },
})

function findInterface(
  all: readonly InterfaceConfig[],
  type: string,
  mac: string | undefined,
): InterfaceConfig {
  const ofType = all.filter((each) => each.type === type)
  if (ofType.length === 0) throw new Failure(`No interface found whose type is ${type}`)
  if (mac === undefined && ofType.length > 1)
    throw new Failure(
      `Domain has ${ofType.length} interfaces. Please specify which one to detach using --mac`,
    )
  const fitting =
    mac === undefined
      ? ofType
      : ofType.filter((each) => each.mac?.address.toLowerCase() === mac.toLowerCase())
  const [found] = fitting
  if (!found) throw new Failure(`No interface with MAC address ${mac} was found`)
  if (fitting.length > 1)
    throw new Failure(
      `Domain has multiple interfaces matching MAC address ${mac}. You must use detach-device and specify the device pci address to remove it.`,
    )
  return found
}
