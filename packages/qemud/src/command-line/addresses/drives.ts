import type { DevicesConfig, DriveAddress } from '@virt/core/config'
import { driveAddress } from './drive-address.js'

/** Every disk, and SCSI device of the host, with its place on its bus. */
export function withDriveAddresses(devices: DevicesConfig): DevicesConfig {
  const disks = devices.disks?.map((disk) => {
    const address = driveAddress(disk)
    return address ? { ...disk, address: { ...disk.address, ...address } } : disk
  })
  const taken = new Set(
    [...(disks?.filter(({ target }) => target.bus === 'scsi') ?? []), ...(devices.hostdevs ?? [])].flatMap(
      ({ address }) => (address?.type === 'drive' ? [placeOf(address)] : []),
    ),
  )
  const hostdevs = devices.hostdevs?.map((device) =>
    device.type === 'scsi' && device.address?.type !== 'drive'
      ? { ...device, address: nextScsi(taken) }
      : device,
  )
  return { ...devices, disks, hostdevs }
}

/** Units of a SCSI controller whose own is the eighth. */
const units = 7

function nextScsi(taken: Set<string>): DriveAddress {
  for (let index = 0; ; index++) {
    const address = {
      type: 'drive',
      controller: Math.floor(index / units),
      bus: 0,
      target: 0,
      unit: index % units,
    } as const
    if (taken.has(placeOf(address))) continue
    taken.add(placeOf(address))
    return address
  }
}

function placeOf({ controller = 0, bus = 0, target = 0, unit = 0 }: DriveAddress): string {
  return `${controller}:${bus}:${target}:${unit}`
}
