import { unsupported, xmlError } from '../codec/errors.js'
import type { DiskIoTune } from '../devices/disk-iotune.js'
import type { DiskBus, DiskConfig } from '../devices/disk.js'

const prefixes: Readonly<Record<string, DiskBus>> = {
  hd: 'ide',
  sd: 'scsi',
  vd: 'virtio',
  xvd: 'xen',
  ubd: 'uml',
}

/** What libvirt makes of one disk by itself (`virDomainDiskDefPostParse`, `virDomainDiskDefValidate`). */
export function completeDisk(disk: DiskConfig): DiskConfig {
  checkTarget(disk)
  if (disk.auth !== undefined && disk.source?.auth !== undefined)
    throw unsupported('an <auth> definition already found for disk source')
  if ((disk.vendor ?? disk.product) !== undefined && (disk.target.bus ?? defaultBus(disk)) !== 'scsi')
    throw unsupported('Only scsi disk supports vendor and product')
  if (disk.iotune !== undefined) checkIoTune(disk.iotune)
  const { target, device, snapshot, ...rest } = disk
  const readonly = device === 'cdrom' || disk.readonly === true
  return {
    ...rest,
    device,
    target: { ...target, bus: target.bus ?? defaultBus(disk) },
    ...(readonly && { readonly }),
    ...(snapshot !== undefined && !(readonly && snapshot === 'no') && { snapshot }),
  }
}

function defaultBus({ device, target }: DiskConfig): DiskBus {
  if (device === 'floppy') return 'fdc'
  return prefixes[/^(?:[hsv]d|xvd|ubd)/.exec(target.dev)?.[0] ?? ''] ?? 'ide'
}

function checkTarget({ device, target: { dev } }: DiskConfig): void {
  if (device === 'floppy' && !dev.startsWith('fd'))
    throw xmlError(`Invalid floppy device name: ${dev}`, 'DOMAIN')
  if (device !== 'floppy' && dev.startsWith('fd'))
    throw xmlError(`Invalid harddisk device name: ${dev}`, 'DOMAIN')
}

const units = ['BytesSec', 'IopsSec', 'BytesSecMax', 'IopsSecMax'] as const

function checkIoTune(tune: DiskIoTune): void {
  for (const unit of units)
    if (tune[`total${unit}`] && (tune[`read${unit}`] || tune[`write${unit}`]))
      throw xmlError(`total and read/write ${snake(unit)} cannot be set at the same time`, 'DOMAIN')
}

function snake(words: string): string {
  return words.replace(/(?<!^)[A-Z]/g, '_$&').toLowerCase()
}
