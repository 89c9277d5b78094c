import type { DiskConfig } from '@virt/core/config'
import { unsupported } from './plan.js'

/** Refuse disks that cannot be, or not together, in libvirt's words. */
export function checkDisks(disks: readonly DiskConfig[]): void {
  const places = new Set<string>()
  for (const disk of disks) {
    for (const [wrong, detail] of rules(disk)) if (wrong) throw unsupported(detail)
    checkSecret(disk)
    checkPlace(disk, places)
  }
}

/** The kinds of secrets that servers take. */
const secretTypes: Readonly<Record<string, string>> = { iscsi: 'iscsi', rbd: 'ceph' }

function checkSecret({ source, auth }: DiskConfig): void {
  const { secret } = source?.auth ?? auth ?? {}
  const wanted = secretTypes[source?.protocol ?? '']
  if (!secret || wanted === undefined || secret.type === wanted) return
  throw unsupported(
    secret.type === undefined ? "unknown secret type '<null>'" : `invalid secret type '${secret.type}'`,
  )
}

type Rule = readonly [wrong: boolean, detail: string]

function rules(disk: DiskConfig): readonly Rule[] {
  const { device, target, readonly = false, shareable = false, driver, vendor, product } = disk
  const { dev, bus = '' } = target
  const fixed = device === 'disk'
  return [
    [(device === 'floppy') !== (bus === 'fdc'), `bus '${bus}' is not supported for ${device} device`],
    [device === 'cdrom' && bus === 'virtio', `disk type of '${dev}' does not support ejectable media`],
    [fixed && readonly && (bus === 'ide' || bus === 'sata'), `readonly ${bus} disks are not supported`],
    [(vendor ?? product) !== undefined && bus !== 'scsi', 'Only scsi disk supports vendor and product'],
    [
      shareable && (driver?.type ?? 'raw') !== 'raw',
      `shared access for disk '${dev}' requires use of supported storage format`,
    ],
  ]
}

/** Kinds of address that disks of a bus without drive addresses may have. */
const addressTypes: Readonly<Record<string, readonly string[]>> = {
  virtio: ['pci', 'ccw', 'virtio-mmio'],
  usb: ['usb'],
}

function checkPlace({ target, address }: DiskConfig, places: Set<string>): void {
  const { dev, bus = '' } = target
  if (!address) return
  if (addressTypes[bus]?.includes(address.type) === false)
    throw unsupported(
      `Invalid address type '${address.type}' for the disk '${dev}' with the bus type '${bus}'`,
    )
  if (address.type !== 'drive') return
  const { controller = 0, bus: channel = 0, target: scsiTarget = 0, unit = 0 } = address
  const place = `controller='${controller}' bus='${channel}' target='${scsiTarget}' unit='${unit}'`
  if (places.has(`${bus} ${place}`))
    throw unsupported(`Found duplicate drive address for disk with target name '${dev}' ${place}`)
  places.add(`${bus} ${place}`)
}
