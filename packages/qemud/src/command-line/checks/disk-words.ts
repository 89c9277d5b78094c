import type { DiskConfig } from '@virt/core/config'
import type { Rule } from './rule.js'
import { noVirtioWords } from './virtio-words.js'

/** What a disk's bus, format or kind does not have. */
export function diskWords(disk: DiskConfig): readonly Rule[] {
  return [
    ...driverRules(disk),
    ...identityRules(disk),
    ...(disk.target.bus === 'virtio' ? [] : onlyVirtio(disk)),
  ]
}

function onlyVirtio({ model, driver, target }: DiskConfig): readonly Rule[] {
  return [
    [model !== undefined, `disk model '${model ?? ''}' not supported for bus '${target.bus ?? ''}'`],
    [driver?.queues, 'queues attribute in disk driver element is only supported by virtio-blk'],
    [driver?.eventIdx !== undefined, 'disk event_idx mode supported only for virtio bus'],
    [driver?.ioeventfd !== undefined, 'disk ioeventfd mode supported only for virtio bus'],
    [driver?.iothread, 'IOThreads only available for virtio pci and virtio ccw disk'],
    ...noVirtioWords(driver),
  ]
}

function driverRules({ driver = {}, readonly, device, target: { dev } }: DiskConfig): readonly Rule[] {
  const { io, cache = 'default', copyOnRead, metadataCache, type = 'raw' } = driver
  return [
    [
      io === 'native' && cache !== 'none' && cache !== 'directsync',
      'native I/O needs either no disk cache or directsync cache mode, QEMU will fallback to aio=threads',
    ],
    [copyOnRead && readonly, `copy_on_read is not compatible with read-only disk '${dev}'`],
    [
      metadataCache?.maxSize !== undefined && type !== 'qcow2',
      'metadata cache max size control is supported only with qcow2 images',
    ],
    [
      type === 'fat' && !readonly && device !== 'floppy',
      'cannot create virtual FAT disks in read-write mode',
    ],
  ]
}

const printable = /^[ -~]*$/

/** Buses whose disks tell the guest how fast they turn. */
const telling = /^(scsi|ide|sata)$/

function identityRules({ target, wwn, vendor = '', product = '' }: DiskConfig): readonly Rule[] {
  const { bus = '', removable, rotationRate } = target
  return [
    [removable !== undefined && bus !== 'usb', 'removable is only valid for usb disks', 'XML_ERROR'],
    [rotationRate && !telling.test(bus), 'rotation rate is only valid for SCSI/IDE/SATA bus'],
    [wwn && !/^[0-9a-f]{16}$/i.test(wwn), `malformed wwn: ${wwn ?? ''}`, 'XML_ERROR'],
    [wwn && bus !== 'ide' && bus !== 'scsi', 'Only ide and scsi disk support wwn'],
    [!printable.test(vendor), 'disk vendor is not printable string', 'XML_ERROR'],
    [vendor.length > 8, 'disk vendor is more than 8 characters'],
    [!printable.test(product), 'disk product is not printable string', 'XML_ERROR'],
    [product.length > 16, 'disk product is more than 16 characters'],
  ]
}
