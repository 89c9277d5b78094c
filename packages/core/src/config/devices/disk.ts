import { completeDisk } from '../rules/disk.js'
import type { Codec } from '../codec/codec.js'
import { element } from '../codec/element.js'
import { attribute, child, content, fallback, flag, plain, required } from '../codec/fields.js'
import type { Unknowns } from '../codec/unknowns.js'
import { onOff, oneOf, positive, text, uint, word, yesNo } from '../codec/values.js'
import type { Bytes, Other } from '../units.js'
import {
  backingStoreCodec,
  metadataCacheCodec,
  type BackingStore,
  type MetadataCache,
} from './backing-store.js'
import {
  acpiIndexCodec,
  bootOrderCodec,
  deviceInfo,
  virtioOptions,
  type AcpiIndex,
  type BootOrder,
  type DeviceInfo,
  type VirtioOptions,
} from './common.js'
import { diskIoTuneCodec, type DiskIoTune } from './disk-iotune.js'
import { diskMirrorCodec, type DiskMirror } from './disk-mirror.js'
import { diskSourceCodec, type DiskSource, type DiskType } from './disk-source.js'
import { encryptionCodec, sourceAuthCodec, type EncryptionConfig, type SourceAuth } from './source-parts.js'

export type DiskBus = 'ide' | 'fdc' | 'scsi' | 'virtio' | 'xen' | 'usb' | 'uml' | 'sata' | 'sd'

/** `<disk>`: a hard disk, CD-ROM, floppy or LUN. */
export interface DiskConfig extends DeviceInfo {
  readonly type: DiskType
  readonly device: 'disk' | 'cdrom' | 'floppy' | 'lun'
  readonly model?: 'virtio' | 'virtio-transitional' | 'virtio-non-transitional' | Other
  readonly rawio?: boolean
  readonly sgio?: 'filtered' | 'unfiltered'
  readonly snapshot?: 'no' | 'internal' | 'external' | 'manual' | Other
  readonly driver?: DiskDriver
  readonly auth?: SourceAuth
  /** Absent: no medium. */
  readonly source?: DiskSource
  readonly backingStore?: BackingStore
  readonly backenddomain?: { readonly name: string } & Unknowns
  readonly geometry?: DiskGeometry
  readonly blockio?: DiskBlockIo
  readonly mirror?: DiskMirror
  readonly target: DiskTarget
  readonly iotune?: DiskIoTune
  readonly readonly?: boolean
  readonly shareable?: boolean
  readonly transient?: { readonly shareBacking?: boolean } & Unknowns
  readonly serial?: string
  readonly wwn?: string
  readonly vendor?: string
  readonly product?: string
  readonly encryption?: EncryptionConfig
  readonly boot?: BootOrder
  readonly acpi?: AcpiIndex
}

export interface DiskTarget extends Unknowns {
  /** The name that the guest is likely to give it: `vda`. Unique in a domain. */
  readonly dev: string
  /** Derived from `dev` when the XML has none. */
  readonly bus?: DiskBus
  readonly tray?: 'closed' | 'open'
  readonly removable?: boolean
  /** 1: solid state; else revolutions per minute. */
  readonly rotationRate?: number
}

export interface DiskDriver extends VirtioOptions, Unknowns {
  readonly name?: string
  /** The image's format. */
  readonly type?: 'raw' | 'qcow2' | Other
  readonly cache?: 'default' | 'none' | 'writethrough' | 'writeback' | 'directsync' | 'unsafe'
  readonly errorPolicy?: 'default' | 'stop' | 'report' | 'ignore' | 'enospace'
  readonly rerrorPolicy?: 'default' | 'stop' | 'report' | 'ignore'
  readonly io?: 'default' | 'native' | 'threads' | 'io_uring'
  readonly ioeventfd?: boolean
  readonly eventIdx?: boolean
  readonly copyOnRead?: boolean
  readonly discard?: 'default' | 'unmap' | 'ignore'
  readonly iothread?: number
  readonly detectZeroes?: 'default' | 'off' | 'on' | 'unmap'
  readonly queues?: number
  readonly queueSize?: number
  readonly metadataCache?: MetadataCache
}

export interface DiskGeometry extends Unknowns {
  readonly cyls: number
  readonly heads: number
  readonly secs: number
  readonly trans?: 'auto' | 'none' | 'lba'
}

/** Bytes. */
export interface DiskBlockIo extends Unknowns {
  readonly logicalBlockSize?: Bytes
  readonly physicalBlockSize?: Bytes
}

const target: Codec<DiskTarget> = element('target', {
  dev: required(attribute('dev', text)),
  bus: attribute('bus', oneOf('ide', 'fdc', 'scsi', 'virtio', 'xen', 'usb', 'uml', 'sata', 'sd')),
  tray: attribute('tray', oneOf('closed', 'open')),
  removable: attribute('removable', onOff),
  rotationRate: attribute('rotation_rate', uint),
})

const driver: Codec<DiskDriver> = element('driver', {
  name: attribute('name', text),
  type: attribute('type', word()),
  cache: attribute('cache', oneOf('default', 'none', 'writethrough', 'writeback', 'directsync', 'unsafe')),
  errorPolicy: attribute('error_policy', oneOf('default', 'stop', 'report', 'ignore', 'enospace')),
  rerrorPolicy: attribute('rerror_policy', oneOf('default', 'stop', 'report', 'ignore')),
  io: attribute('io', oneOf('default', 'native', 'threads', 'io_uring')),
  ioeventfd: attribute('ioeventfd', onOff),
  eventIdx: attribute('event_idx', onOff),
  copyOnRead: attribute('copy_on_read', onOff),
  discard: attribute('discard', oneOf('default', 'unmap', 'ignore')),
  iothread: attribute('iothread', positive),
  detectZeroes: attribute('detect_zeroes', oneOf('default', 'off', 'on', 'unmap')),
  queues: attribute('queues', positive),
  queueSize: attribute('queue_size', positive),
  ...virtioOptions,
  metadataCache: child(metadataCacheCodec),
})

const geometry: Codec<DiskGeometry> = element('geometry', {
  cyls: required(attribute('cyls', uint)),
  heads: required(attribute('heads', uint)),
  secs: required(attribute('secs', uint)),
  trans: attribute('trans', oneOf('auto', 'none', 'lba')),
})

const blockio: Codec<DiskBlockIo> = element('blockio', {
  logicalBlockSize: attribute('logical_block_size', uint),
  physicalBlockSize: attribute('physical_block_size', uint),
})

export const diskCodec: Codec<DiskConfig> = element(
  'disk',
  {
    type: fallback(
      attribute('type', oneOf('file', 'block', 'dir', 'network', 'volume', 'nvme', 'vhostuser')),
      'file',
    ),
    device: fallback(attribute('device', oneOf('disk', 'cdrom', 'floppy', 'lun')), 'disk'),
    model: attribute('model', word()),
    rawio: attribute('rawio', yesNo),
    sgio: attribute('sgio', oneOf('filtered', 'unfiltered')),
    snapshot: attribute('snapshot', word()),
    driver: child(driver),
    auth: child(sourceAuthCodec),
    source: child(diskSourceCodec),
    backingStore: child(backingStoreCodec),
    backenddomain: child(element('backenddomain', { name: required(attribute('name', text)) })),
    geometry: child(geometry),
    blockio: child(blockio),
    mirror: child(diskMirrorCodec),
    target: required(child(target)),
    iotune: child(diskIoTuneCodec),
    readonly: flag('readonly'),
    shareable: flag('shareable'),
    transient: child(element('transient', { shareBacking: attribute('shareBacking', yesNo) })),
    serial: plain('serial', content(text)),
    wwn: plain('wwn', content(text)),
    vendor: plain('vendor', content(text)),
    product: plain('product', content(text)),
    encryption: child(encryptionCodec),
    boot: child(bootOrderCodec),
    alias: deviceInfo.alias,
    acpi: child(acpiIndexCodec),
    address: deviceInfo.address,
  },
  { refine: completeDisk },
)
