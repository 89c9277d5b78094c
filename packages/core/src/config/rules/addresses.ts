import { unsupported } from '../codec/errors.js'
import type { DeviceAddress, DriveAddress } from '../devices/address.js'
import type { DiskBus } from '../devices/disk.js'
import type { DomainConfig } from '../domain/domain.js'

const onDrives: ReadonlySet<DiskBus | undefined> = new Set(['ide', 'scsi', 'sata', 'fdc'])

/** One drive per place on a bus (`virDomainDefCheckDuplicateDriveAddresses`). */
export function checkDriveAddresses({ devices }: DomainConfig): void {
  const taken = new Set<string>()
  for (const { address, target } of devices?.disks ?? []) {
    if (address === undefined || !onDrives.has(target.bus)) continue
    if (address.type !== 'drive')
      throw unsupported(
        `Invalid address type '${address.type}' for the disk '${target.dev}' with the bus type '${target.bus}'`,
      )
    const place = `${target.bus} ${placeOf(address)}`
    if (taken.has(place))
      throw unsupported(
        `Found duplicate drive address for disk with target name '${target.dev}' ${placeOf(address)}`,
      )
    taken.add(place)
  }
  for (const { type, address } of devices?.hostdevs ?? [])
    if (type === 'scsi' && isDrive(address)) {
      const place = `scsi ${placeOf(address)}`
      if (taken.has(place))
        throw unsupported(`SCSI host address ${placeOf(address)} in use by another device`)
      taken.add(place)
    }
}

function isDrive(address: DeviceAddress | undefined): address is DriveAddress {
  return address?.type === 'drive'
}

function placeOf({ controller = 0, bus = 0, target = 0, unit = 0 }: DriveAddress): string {
  return `controller='${controller}' bus='${bus}' target='${target}' unit='${unit}'`
}
