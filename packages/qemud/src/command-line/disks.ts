import type { DiskConfig, DriveAddress } from '@virt/core/config'
import { addressProperties } from './address.js'
import { busController, usbBus } from './controller-names.js'
import { isNarrow } from './aliases.js'
import { blockImages } from './block-images.js'
import { formatNode, imageOptions, writeCache } from './block-nodes.js'
import type { BootOrders } from './boot.js'
import { imagesOf } from './image-chain.js'
import { jsonOption } from './options.js'
import { nodeName } from './node-indexes.js'
import { model, unsupported, type Plan } from './plan.js'
import { diskSecretOptions } from './storage/disk-secrets.js'
import { vhostUserDisk } from './storage/vhost-user-disk.js'
import { virtioModel, virtioOptions } from './virtio.js'

/** Every disk: its image, and the device that shows it to the guest. */
export function diskOptions(plan: Plan, orders: BootOrders): readonly string[] {
  return (plan.config.devices?.disks ?? []).flatMap((disk) => {
    const order = orders.get(disk.alias ?? '')
    if (disk.type === 'vhostuser') return vhostUserDisk(plan, disk, order)
    return [...image(plan, disk), ...device(plan, disk, topNode(disk), order)]
  })
}

function image(plan: Plan, disk: DiskConfig): readonly string[] {
  const { device: kind, target } = disk
  if (!hasMedium(disk)) {
    if (kind === 'disk' || kind === 'lun') throw unsupported(`disk '${target.dev}' has no source`)
    return []
  }
  const copyOnRead = { driver: 'copy-on-read', 'node-name': topNode(disk), file: formatNode(nodeName(disk)) }
  return [
    ...diskSecretOptions(plan, disk),
    ...blockImages(disk).flatMap(imageOptions),
    ...(disk.driver?.copyOnRead ? jsonOption('-blockdev', copyOnRead) : []),
  ]
}

/** The node that the guest's device reads. */
function topNode(disk: DiskConfig): string {
  return disk.driver?.copyOnRead ? `libvirt-CoR-${disk.target.dev}` : formatNode(nodeName(disk))
}

function hasMedium(disk: DiskConfig): boolean {
  return imagesOf(disk).length > 0
}

function device(plan: Plan, disk: DiskConfig, node: string, order: number | undefined): readonly string[] {
  const place = placements[disk.target.bus ?? '']
  if (!place) throw unsupported(`disk bus '${disk.target.bus ?? ''}' is not supported`)
  const floppy = disk.device === 'floppy'
  const properties = {
    ...place(plan, disk),
    'share-rw': disk.shareable === true ? true : undefined,
    drive: hasMedium(disk) ? node : undefined,
    id: disk.alias,
    bootindex: floppy ? undefined : order,
    logical_block_size: disk.blockio?.logicalBlockSize,
    physical_block_size: disk.blockio?.physicalBlockSize,
    'write-cache': writeCache(disk.driver?.cache),
    ...geometry(disk),
    wwn: disk.wwn === undefined ? undefined : BigInt(`0x${disk.wwn.replace(/^0x/i, '')}`),
    serial: disk.serial,
    'acpi-index': disk.acpi?.index,
    ...errorPolicies(disk),
  }
  return [...jsonOption('-device', properties), ...(floppy ? floppyBoot(disk, order) : [])]
}

type Placement = (plan: Plan, disk: DiskConfig) => object

const placements: Readonly<Record<string, Placement>> = {
  virtio: (plan, { model: variant, device, driver, address }) => ({
    driver: virtioModel(plan, 'virtio-blk', variant, address),
    scsi: device === 'lun' ? true : undefined,
    iothread: driver?.iothread === undefined ? undefined : `iothread${driver.iothread}`,
    ...virtioOptions(driver),
    ...queues(driver),
    ...addressProperties(plan, address),
  }),
  ide: (plan, disk) => {
    const { bus, unit, controller } = drive(disk)
    if (controller !== 0 || !plan.family.disks.includes('ide'))
      throw unsupported('IDE controllers are unsupported for this QEMU binary or machine type')
    return { driver: ideModel(plan, disk), bus: `ide.${bus}`, unit, ...rotation(disk) }
  },
  sata: (plan, disk) => {
    const { controller, unit } = drive(disk)
    return {
      driver: ideModel(plan, disk),
      bus: `${busController(plan, 'sata', controller)}.${unit}`,
      ...rotation(disk),
    }
  },
  scsi: (plan, disk) => {
    const { controller, bus, target, unit } = drive(disk)
    const narrow = isNarrow(plan.config.devices?.controllers ?? [], controller)
    return {
      driver: model(plan, scsiModels[disk.device] ?? 'scsi-hd'),
      bus: `${busController(plan, 'scsi', controller)}.0`,
      ...(narrow ? { 'scsi-id': unit } : { channel: bus, 'scsi-id': target, lun: unit }),
      device_id: disk.device === 'lun' ? undefined : (disk.serial ?? `drive-${disk.alias ?? ''}`),
      vendor: disk.vendor,
      product: disk.product,
      ...rotation(disk),
    }
  },
  fdc: (plan, disk) => {
    const { controller, unit } = drive(disk)
    const bus = plan.family.disks.includes('fdc') ? undefined : `${busController(plan, 'fdc', controller)}.0`
    return { driver: model(plan, 'floppy'), bus, unit }
  },
  usb: (plan, { address, target }) => ({
    driver: model(plan, 'usb-storage'),
    ...(address ? addressProperties(plan, address) : { bus: usbBus(plan) }),
    removable: target.removable,
  }),
}

const scsiModels: Readonly<Record<string, string>> = { cdrom: 'scsi-cd', lun: 'scsi-block' }

function ideModel(plan: Plan, disk: DiskConfig): string {
  return model(plan, disk.device === 'cdrom' ? 'ide-cd' : 'ide-hd')
}

function rotation({ target }: DiskConfig): object {
  return { rotation_rate: target.rotationRate }
}

function geometry({ geometry: shape }: DiskConfig): object {
  if (!shape) return {}
  const { cyls, heads, secs, trans } = shape
  return { cyls, heads, secs, 'bios-chs-trans': trans }
}

function queues(driver: DiskConfig['driver']): object {
  return {
    ioeventfd: driver?.ioeventfd,
    event_idx: driver?.eventIdx,
    'num-queues': driver?.queues,
    'queue-size': driver?.queueSize,
  }
}

function drive({ address, alias = '' }: DiskConfig): Required<Omit<DriveAddress, 'type' | 'extra'>> {
  if (address?.type !== 'drive') throw unsupported(`disk '${alias}' needs a drive address`)
  const { controller = 0, bus = 0, target = 0, unit = 0 } = address
  return { controller, bus, target, unit }
}

function errorPolicies({ driver }: DiskConfig): object {
  const known = (policy: string | undefined): string | undefined =>
    policy === 'default' ? undefined : policy
  const onWrite = known(driver?.errorPolicy)
  const onRead = known(driver?.rerrorPolicy) ?? (onWrite === 'enospace' ? undefined : onWrite)
  return { werror: onWrite === 'enospace' ? 'enospc' : onWrite, rerror: onRead }
}

function floppyBoot(disk: DiskConfig, order: number | undefined): readonly string[] {
  const letter = drive(disk).unit === 0 ? 'A' : 'B'
  return order === undefined ? [] : ['-global', `isa-fdc.bootindex${letter}=${order}`]
}
