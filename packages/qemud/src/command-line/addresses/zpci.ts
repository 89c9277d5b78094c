import type { DeviceAddress, DeviceInfo, DevicesConfig, ZpciAddress } from '@virt/core/config'
import { VirtError } from '@virt/core/driver'
import type { MachineFamily } from '../machine-family.js'

/**
 * On s390x, every PCI device with the two numbers that its guest knows it by, each the lowest that is free where the
 * definition does not say.
 *
 * @throws XML_ERROR for a number that is given twice.
 */
export function withZpciAddresses(devices: DevicesConfig, { name }: MachineFamily): DevicesConfig {
  if (name !== 'ccw') return devices
  const given = zpciDevices(devices).flatMap(({ address }) => zpciOf(address) ?? [])
  const uid = numbers(
    'uid',
    given.map((zpci) => zpci.uid),
    1,
  )
  const fid = numbers(
    'fid',
    given.map((zpci) => zpci.fid),
    0,
  )
  const one = (device: DeviceInfo): DeviceInfo => {
    if (!isZpci(device)) return device
    const zpci = zpciOf(device.address)
    const complete = { ...zpci, uid: zpci?.uid ?? uid(), fid: zpci?.fid ?? fid() }
    return { ...device, address: { ...device.address, zpci: complete } as DeviceAddress }
  }
  const entries = Object.entries(devices).map(([list, value]: [string, unknown]) => [
    list,
    Array.isArray(value) ? (value as DeviceInfo[]).map(one) : isObject(value) ? one(value) : value,
  ])
  return Object.fromEntries(entries) as DevicesConfig
}

/** The devices that have, or will have, such numbers. */
export function zpciDevices(devices: DevicesConfig): readonly DeviceInfo[] {
  return Object.values(devices)
    .flat()
    .filter((device: unknown): device is DeviceInfo => isObject(device) && isZpci(device))
}

/** The numbers of an address. */
export function zpciOf(address: DeviceAddress | undefined): ZpciAddress | undefined {
  return address?.type === 'pci' ? address.zpci : undefined
}

function isZpci({ address, model }: DeviceInfo & { readonly model?: unknown }): boolean {
  return address?.type === 'pci' && model !== 'none'
}

function isObject(value: unknown): value is DeviceInfo {
  return typeof value === 'object' && value !== null
}

function numbers(name: 'uid' | 'fid', given: readonly (number | undefined)[], first: number): () => number {
  const taken = new Set<number>()
  for (const number of given) {
    if (number === undefined) continue
    if (taken.has(number))
      throw new VirtError('XML_ERROR', `zPCI ${name} ${number} is already used`, { origin: 'QEMU' })
    taken.add(number)
  }
  let next = first
  return () => {
    while (taken.has(next)) next++
    taken.add(next)
    return next
  }
}
