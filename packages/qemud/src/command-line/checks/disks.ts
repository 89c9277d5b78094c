import type { DiskConfig } from '@virt/core/config'
import { sharesMemory } from '../shared-memory.js'
import { unsupported, type Plan } from '../plan.js'
import { lunRules } from './disk-lun.js'
import { placeRules } from './disk-place.js'
import { secretRules } from './disk-secrets.js'
import { sourceRules } from './disk-source.js'
import { tlsRules } from './disk-tls.js'
import { diskWords } from './disk-words.js'
import { frontendRules } from './disk-frontend.js'
import { vhostUserRules } from './disk-vhostuser.js'
import { ioGroupRules, ioTuneRules } from './iotune.js'
import { refuse, type Rule } from './rule.js'

/** Refuse disks that cannot be, or not together, in libvirt's words. */
export function checkDisks({ config, family, emulator }: Plan, disks: readonly DiskConfig[]): void {
  const places = new Set<string>()
  for (const disk of disks) {
    refuse([
      ...rules(disk),
      [disk.target.bus === 'fdc' && !family.isa, 'floppy disks are not supported on this machine'],
      [disk.type === 'vhostuser' && !sharesMemory(config), "'vhostuser' requires shared memory"],
      ...lunRules(disk),
      ...vhostUserRules(disk),
      ...diskWords(disk),
      ...frontendRules(disk),
      ...sourceRules(disk),
      ...secretRules(disk, emulator),
      ...tlsRules(disk, emulator),
      ...ioTuneRules(disk.iotune),
      ...placeRules(disk, config.devices?.controllers ?? []),
    ])
    checkPlace(disk, places)
  }
  refuse(ioGroupRules(disks))
}

function rules(disk: DiskConfig): readonly Rule[] {
  const { type, source, device, target, readonly = false, shareable = false, driver, vendor, product } = disk
  const { dev, bus = '' } = target
  const fixed = device === 'disk'
  return [
    [(device === 'floppy') !== (bus === 'fdc'), `bus '${bus}' is not supported for ${device} device`],
    [
      device === 'cdrom' && (bus === 'virtio' || bus === 'sd'),
      `disk type of '${dev}' does not support ejectable media`,
    ],
    [fixed && readonly && (bus === 'ide' || bus === 'sata'), `readonly ${bus} disks are not supported`],
    [
      (source?.startupPolicy ?? 'mandatory') !== 'mandatory' && type !== 'file' && type !== 'block',
      `startupPolicy is not supported for disks of type '${type}'`,
    ],
    [(vendor ?? product) !== undefined && bus !== 'scsi', 'Only scsi disk supports vendor and product'],
    [
      shareable && !readonly && (driver?.type ?? 'raw') !== 'raw',
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
