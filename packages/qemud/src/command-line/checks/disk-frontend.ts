import type { DiskConfig } from '@virt/core/config'
import type { Rule } from './rule.js'

/** What the guest would see of a disk, and what its bus or kind does not have of it. */
export function frontendRules(disk: DiskConfig): readonly Rule[] {
  return [...nameRules(disk), ...geometryRules(disk), ...serialRules(disk), ...readRules(disk)]
}

function nameRules({ target: { dev } }: DiskConfig): readonly Rule[] {
  return [[/[1-9]\d*$/.test(dev), `invalid disk target '${dev}', partitions can't appear in disk targets`]]
}

function geometryRules({ geometry, target: { bus } }: DiskConfig): readonly Rule[] {
  return [
    [geometry && (bus === 'usb' || bus === 'sd'), `CHS geometry can not be set for '${bus ?? ''}' bus`],
    [
      geometry?.trans && bus !== 'ide',
      `CHS translation mode can only be set for 'ide' bus not '${bus ?? ''}'`,
    ],
  ]
}

function serialRules({ serial, device, target: { bus } }: DiskConfig): readonly Rule[] {
  return [
    [serial && bus === 'sd', `Serial property not supported for drive bus '${bus ?? ''}'`],
    [
      serial && device === 'lun' && bus === 'scsi',
      "scsi-block 'lun' devices do not support the serial property",
    ],
    [!/^[\w\-. +]*$/.test(serial ?? ''), `driver serial '${serial ?? ''}' contains unsafe characters`],
  ]
}

function readRules({ device, driver, target: { dev, rotationRate, tray } }: DiskConfig): readonly Rule[] {
  const removable = device === 'cdrom' || device === 'floppy'
  return [
    [driver?.copyOnRead && removable, `copy_on_read is not supported with removable disk '${dev}'`],
    [driver?.copyOnRead && device === 'lun', `copy_on_read is not compatible with 'lun' disk '${dev}'`],
    [rotationRate && device !== 'disk', 'rotation rate is only valid for disk device'],
    [tray !== undefined && !removable, 'tray is only valid for cdrom and floppy'],
  ]
}
