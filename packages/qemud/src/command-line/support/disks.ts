import type { BackingStore, DiskConfig, DiskSource, ImageFormat } from '@virt/core/config'
import type { Support } from './support.js'
import { device, virtioDriver, virtioModels } from './words.js'

const formats = [
  ...['raw', 'qcow2', 'qcow', 'qed', 'vmdk', 'vdi', 'vhdx', 'vpc'],
  ...['bochs', 'cloop', 'dmg', 'parallels', 'luks'],
] as const

const types = ['file', 'block', 'network', 'dir', 'nvme', 'vhostuser'] as const

const secret = { type: true, uuid: true, usage: true } as const
const auth = { username: true, secret } as const
const encryption = { format: true, engine: true, secrets: secret, cipher: true } as const

const source: Support<DiskSource> = {
  file: true,
  dev: true,
  dir: true,
  protocol: true,
  name: true,
  query: true,
  type: ['unix', 'pci'],
  path: true,
  tls: true,
  tlsHostname: true,
  managed: [false],
  namespace: true,
  address: true,
  index: 'ignored',
  startupPolicy: true,
  hosts: true,
  snapshot: true,
  config: true,
  identity: true,
  auth,
  initiator: true,
  ssl: true,
  readahead: true,
  timeout: true,
  reconnect: true,
  slices: true,
  seclabels: true,
  encryption,
}

const format: Support<ImageFormat> = { type: formats, metadataCache: true }

const backingStore: Support<BackingStore> = {
  type: types,
  index: 'ignored',
  format,
  source: { ...source, startupPolicy: ['mandatory'] },
  get backingStore() {
    return backingStore
  },
}

/** `<disk>`. */
export const disks: Support<DiskConfig> = {
  ...device,
  type: types,
  device: ['disk', 'cdrom', 'floppy', 'lun'],
  model: virtioModels,
  snapshot: 'ignored',
  driver: {
    ...virtioDriver,
    name: ['qemu'],
    type: [...formats, 'fat'],
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
    copyOnRead: true,
    iothread: true,
    metadataCache: true,
  },
  rawio: true,
  sgio: ['filtered'],
  auth,
  encryption,
  source,
  backingStore,
  mirror: 'ignored',
  blockio: true,
  geometry: true,
  iotune: true,
  wwn: true,
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
  acpi: true,
  vendor: true,
  product: true,
  boot: { order: true },
}
