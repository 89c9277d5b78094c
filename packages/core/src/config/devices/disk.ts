import type { Unknowns } from '../codec/unknowns.js'
import type { Bytes, Other } from '../units.js'
import type { AcpiIndex, BootOrder, DeviceInfo, VirtioOptions } from './common.js'
import type {
  BackingStore,
  DiskSource,
  DiskType,
  EncryptionConfig,
  ImageFormat,
  MetadataCache,
  SourceAuth,
} from './disk-source.js'

export type DiskBus = 'ide' | 'fdc' | 'scsi' | 'virtio' | 'xen' | 'usb' | 'uml' | 'sata' | 'sd' | Other

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

/** `<mirror>`: a copy job of a running domain. */
export interface DiskMirror extends Unknowns {
  readonly type?: DiskType
  readonly file?: string
  readonly formatName?: string
  readonly job?: 'copy' | 'active-commit' | Other
  readonly ready?: 'yes' | 'abort' | 'pivot'
  readonly format?: ImageFormat
  readonly source?: DiskSource
  readonly backingStore?: BackingStore
}

/** `<iotune>`: bytes and operations per second; `...MaxLength` in seconds. */
export interface DiskIoTune extends Unknowns {
  readonly totalBytesSec?: number
  readonly readBytesSec?: number
  readonly writeBytesSec?: number
  readonly totalIopsSec?: number
  readonly readIopsSec?: number
  readonly writeIopsSec?: number
  readonly totalBytesSecMax?: number
  readonly readBytesSecMax?: number
  readonly writeBytesSecMax?: number
  readonly totalIopsSecMax?: number
  readonly readIopsSecMax?: number
  readonly writeIopsSecMax?: number
  readonly sizeIopsSec?: number
  readonly groupName?: string
  readonly totalBytesSecMaxLength?: number
  readonly readBytesSecMaxLength?: number
  readonly writeBytesSecMaxLength?: number
  readonly totalIopsSecMaxLength?: number
  readonly readIopsSecMaxLength?: number
  readonly writeIopsSecMaxLength?: number
}
