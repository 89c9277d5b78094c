import type { Unknowns } from '../codec/unknowns.js'
import type { DeviceSecurityLabel } from '../domain/seclabel.js'
import type { Bytes, Other } from '../units.js'
import type { PciAddress } from './address.js'

export type DiskType = 'file' | 'block' | 'dir' | 'network' | 'volume' | 'nvme' | 'vhostuser' | Other
export type NetworkProtocol =
  | 'nbd'
  | 'rbd'
  | 'sheepdog'
  | 'gluster'
  | 'iscsi'
  | 'http'
  | 'https'
  | 'ftp'
  | 'ftps'
  | 'tftp'
  | 'ssh'
  | 'vxhs'
  | 'nfs'
  | Other

/** `<source>` of a disk: which of its fields are there depends on the disk's `type`. */
export interface DiskSource extends Unknowns {
  /** `type: 'file'`. */
  readonly file?: string
  /** `type: 'block'`. */
  readonly dev?: string
  /** `type: 'dir'`. */
  readonly dir?: string
  /** `type: 'volume'`. */
  readonly pool?: string
  readonly volume?: string
  readonly mode?: 'host' | 'direct'
  /** `type: 'network'`. */
  readonly protocol?: NetworkProtocol
  readonly name?: string
  readonly query?: string
  readonly tls?: boolean
  readonly tlsHostname?: string
  /** `type: 'nvme'`; `vhostuser` has `type: 'unix'` and a `path`. */
  readonly type?: string
  readonly path?: string
  readonly managed?: boolean
  readonly namespace?: number
  readonly startupPolicy?: 'mandatory' | 'requisite' | 'optional'
  readonly index?: number
  readonly hosts?: readonly SourceHost[]
  readonly snapshot?: { readonly name: string } & Unknowns
  readonly config?: { readonly file: string } & Unknowns
  readonly identity?: SourceIdentity
  readonly address?: PciAddress
  readonly auth?: SourceAuth
  readonly reservations?: PersistentReservations
  readonly initiator?: SourceInitiator
  readonly ssl?: { readonly verify?: boolean } & Unknowns
  readonly cookies?: { readonly cookies?: readonly HttpCookie[] } & Unknowns
  readonly readahead?: { readonly size: Bytes } & Unknowns
  readonly timeout?: { readonly seconds: number } & Unknowns
  readonly reconnect?: ReconnectConfig
  readonly slices?: { readonly slices?: readonly SourceSlice[] } & Unknowns
  readonly encryption?: EncryptionConfig
  readonly seclabels?: readonly DeviceSecurityLabel[]
}

export interface SourceHost extends Unknowns {
  readonly name?: string
  readonly port?: number
  readonly transport?: 'tcp' | 'unix' | 'rdma'
  readonly socket?: string
}

export interface SourceIdentity extends Unknowns {
  readonly user?: string
  readonly group?: string
}

export interface SecretRef extends Unknowns {
  readonly type?: string
  readonly usage?: string
  readonly uuid?: string
}

export interface SourceAuth extends Unknowns {
  readonly username: string
  readonly secret?: SecretRef
}

export interface PersistentReservations extends Unknowns {
  readonly managed: boolean
  readonly source?: { readonly type?: string; readonly path?: string; readonly mode?: string } & Unknowns
}

export interface SourceInitiator extends Unknowns {
  readonly iqn?: { readonly name: string } & Unknowns
}

export interface HttpCookie extends Unknowns {
  readonly name: string
  readonly value: string
}

export interface ReconnectConfig extends Unknowns {
  readonly enabled?: boolean
  /** Seconds. */
  readonly timeout?: number
  readonly delay?: number
}

export interface SourceSlice extends Unknowns {
  readonly type: 'storage'
  readonly offset: Bytes
  readonly size: Bytes
}

export interface EncryptionConfig extends Unknowns {
  readonly format: 'default' | 'qcow' | 'luks' | 'luks2' | Other
  readonly engine?: 'qemu' | 'librbd'
  readonly secrets?: readonly SecretRef[]
  readonly cipher?: EncryptionCipher
  readonly ivgen?: { readonly name: string; readonly hash?: string } & Unknowns
}

export interface EncryptionCipher extends Unknowns {
  readonly name: string
  readonly size: number
  readonly mode?: string
  readonly hash?: string
}

/** `<metadata_cache>`. */
export interface MetadataCache extends Unknowns {
  readonly maxSize?: Bytes
}

/** `<format>` of an image in a backing chain. */
export interface ImageFormat extends Unknowns {
  readonly type: string
  readonly metadataCache?: MetadataCache
}

/** `<backingStore>`: the image below. Without a `type`: the end of the chain. */
export interface BackingStore extends Unknowns {
  readonly type?: DiskType
  readonly index?: number
  readonly format?: ImageFormat
  readonly source?: DiskSource
  readonly backingStore?: BackingStore
}
