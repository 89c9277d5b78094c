import { existsSync, readdirSync, readlinkSync } from 'node:fs'
import { basename } from 'node:path'
import type { HostdevConfig, InterfaceConfig } from '@virt/core/config'
import { VirtError } from '@virt/core/driver'
import { pciName } from '../../command-line/devices/hostdevs.js'
import { checkUsbDevice } from './usb-devices.js'
import { hostFailure } from './failure.js'

/** Make sure that each device of the host that a domain takes is there, and can be given away. */
export function checkHostdevs(
  hostdevs: readonly HostdevConfig[],
  interfaces: readonly InterfaceConfig[] = [],
): void {
  for (const hostdev of hostdevs) checks[hostdev.type]?.(hostdev)
  for (const { type, source } of interfaces) if (type === 'hostdev') checkPci(pciName(source?.device ?? {}))
}

const checks: Partial<Record<HostdevConfig['type'], (hostdev: HostdevConfig) => void>> = {
  pci: ({ source }) => checkPci(pciName(source.address ?? {})),
  usb: ({ source }) => checkUsbDevice(source),
  mdev: ({ source }) => {
    const uuid = source.address?.uuid ?? ''
    if (!existsSync(`/sys/bus/mdev/devices/${uuid}`))
      throw hostFailure(`device not found: mediated device '${uuid}' not found`)
  },
}

function checkPci(name: string): void {
  const path = `/sys/bus/pci/devices/${name}`
  if (!existsSync(path)) throw hostFailure(`Device ${name} not found: could not access ${path}`)
  if (iommuGroups() === 0)
    throw new VirtError('CONFIG_UNSUPPORTED', "host doesn't support passthrough of host PCI devices", {
      origin: 'QEMU',
    })
  const driver = driverOf(path)
  if (driver !== 'vfio-pci')
    throw hostFailure(`PCI device ${name} is not given away: its driver is ${driver ?? 'none'}, not vfio-pci`)
}

function iommuGroups(): number {
  const path = '/sys/kernel/iommu_groups'
  return existsSync(path) ? readdirSync(path).length : 0
}

function driverOf(path: string): string | undefined {
  return existsSync(`${path}/driver`) ? basename(readlinkSync(`${path}/driver`)) : undefined
}

/** The device nodes of the SCSI devices that a domain takes, by address. */
export function scsiNodes(addresses: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    addresses.map((address) => {
      const path = `/sys/bus/scsi/devices/${address}/scsi_generic`
      const [node] = existsSync(path) ? readdirSync(path) : []
      if (node === undefined) throw hostFailure(`Cannot find SCSI device ${address} on this host`)
      return [address, `/dev/${node}`]
    }),
  )
}
