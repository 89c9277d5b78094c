import type { BackingStore, DiskConfig } from '@virt/core/config'
import type { Support } from './support.js'
import { device, virtioDriver, virtioModels } from './words.js'

const backingStore: Support<BackingStore> = {
  type: ['file', 'block'],
  index: 'ignored',
  format: { type: ['raw', 'qcow2'] },
  source: { file: true, dev: true, index: 'ignored' },
  get backingStore() {
    return backingStore
  },
}

/** `<disk>`. */
export const disks: Support<DiskConfig> = {
  ...device,
  type: ['file', 'block'],
  device: ['disk', 'cdrom', 'floppy'],
  model: virtioModels,
  snapshot: 'ignored',
  driver: {
    ...virtioDriver,
    name: ['qemu'],
    type: ['raw', 'qcow2'],
    cache: true,
    errorPolicy: true,
    rerrorPolicy: true,
    io: true,
    ioeventfd: true,
    eventIdx: true,
    discard: true,
    detectZeroes: true,
    queues: true,
    queueSize: true,
  },
  source: { file: true, dev: true, index: 'ignored', startupPolicy: ['mandatory'] },
  backingStore,
  mirror: 'ignored',
  blockio: true,
  target: {
    dev: true,
    bus: ['virtio', 'ide', 'scsi', 'sata', 'fdc', 'usb'],
    removable: true,
    rotationRate: true,
    tray: ['closed'],
  },
  readonly: true,
  shareable: true,
  serial: true,
  vendor: true,
  product: true,
  boot: { order: true },
}
