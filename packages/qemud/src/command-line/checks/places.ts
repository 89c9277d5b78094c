import type { DevicesConfig, DeviceInfo } from '@virt/core/config'
import type { MachineFamily } from '../machine-family.js'
import { refuse, type Rule } from './rule.js'

/** Refuse places that the machine does not have, places taken twice, and names given twice. */
export function checkPlaces(devices: DevicesConfig, family: MachineFamily): void {
  const all = listed(devices)
  const aliases = all.flatMap(([, { alias }]) => (alias?.startsWith('ua-') ? [alias] : []))
  const twice = aliases.find((alias, index) => aliases.indexOf(alias) !== index)
  refuse([
    [twice !== undefined, `non unique alias detected: ${twice ?? ''}`],
    ...all.flatMap(([list, device]) => machineRules(list, device, family)),
    ...channelRules(all),
  ])
}

type Listed = readonly [list: string, device: DeviceInfo]

/** Every device once: the first console may be the first serial port's other name. */
function listed(devices: DevicesConfig): readonly Listed[] {
  return Object.entries(devices).flatMap(([list, value]: [string, unknown]) =>
    list === 'consoles' || typeof value !== 'object' || list === 'extra'
      ? []
      : [value].flat().map((device): Listed => [list, device as DeviceInfo]),
  )
}

/** What only devices on a PCI bus have. */
interface PciWords extends DeviceInfo {
  readonly rom?: unknown
  readonly acpi?: unknown
}

function machineRules(list: string, device: PciWords, family: MachineFamily): readonly Rule[] {
  const { address, rom, acpi } = device
  const type = address?.type
  const elsewhere = type !== undefined && type !== 'pci'
  return [
    [acpi && elsewhere, 'ACPI index is only supported for PCI devices'],
    [rom && elsewhere && type !== 'unassigned', 'ROM tuning is only supported for PCI devices'],
    [type === 'ccw' && family.name !== 'ccw', 'cannot use CCW address type on this machine'],
    [type === 'spapr-vio' && family.name !== 'pseries', 'cannot use spapr-vio address type on this machine'],
    [
      type === 'virtio-mmio' && !/^(virt|microvm|other)$/.test(family.name),
      'cannot use virtio-mmio address type on this machine',
    ],
    [
      type === 'unassigned' && list !== 'hostdevs',
      "address of type 'unassigned' is supported only for hostdevs",
    ],
    [
      address?.type === 'pci' && address.domain && list !== 'hostdevs',
      'Only PCI domain 0 is available',
      'XML_ERROR',
    ],
  ]
}

function channelRules(all: readonly Listed[]): readonly Rule[] {
  const taken = new Set<string>()
  return all.map(([, { address }]): Rule => {
    if (address?.type !== 'ccw') return [false, '']
    const { cssid = 0, ssid = 0, devno = 0 } = address
    const place = [cssid.toString(16), ssid.toString(16), devno.toString(16).padStart(4, '0')].join('.')
    const again = taken.has(place)
    taken.add(place)
    return [again, `The CCW devno '${place}' is in use already`, 'XML_ERROR']
  })
}
