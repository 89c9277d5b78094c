import type { Unknowns } from '../codec/unknowns.js'
import type { Other } from '../units.js'
import type { BootOrder, DeviceInfo, RomConfig } from './common.js'
import type { IpAddress, IpRoute } from '../network/common.js'
import type { SourceAuth, SourceHost, SourceInitiator } from './disk-source.js'
import type { Teaming } from './interface.js'

/** `<hostdev>`: a device of the host given to the guest. */
export interface HostdevConfig extends DeviceInfo {
  readonly mode: 'subsystem' | 'capabilities'
  readonly type: 'usb' | 'pci' | 'scsi' | 'scsi_host' | 'mdev' | 'storage' | 'misc' | 'net'
  readonly managed?: boolean
  readonly sgio?: 'filtered' | 'unfiltered'
  readonly rawio?: boolean
  readonly model?: string
  readonly display?: boolean
  readonly ramfb?: boolean
  readonly source: HostdevSource
  readonly driver?: { readonly name?: 'kvm' | 'vfio' | 'xen' | Other } & Unknowns
  readonly ips?: readonly IpAddress[]
  readonly routes?: readonly IpRoute[]
  readonly teaming?: Teaming
  readonly readonly?: boolean
  readonly shareable?: boolean
  readonly boot?: BootOrder
  readonly rom?: RomConfig
}

/** Which fields are there depends on the type of the device. */
export interface HostdevSource extends Unknowns {
  readonly startupPolicy?: 'mandatory' | 'requisite' | 'optional'
  readonly guestReset?: 'off' | 'uninitialized' | 'always'
  readonly writeFiltering?: boolean
  readonly missing?: boolean
  /** scsi over iscsi: `iscsi`, `name`; scsi_host: `vhost`, `wwpn`. */
  readonly protocol?: string
  readonly name?: string
  readonly wwpn?: string
  readonly vendor?: { readonly id: number } & Unknowns
  readonly product?: { readonly id: number } & Unknowns
  readonly adapter?: { readonly name: string } & Unknowns
  readonly address?: HostdevAddress
  readonly hosts?: readonly SourceHost[]
  readonly auth?: SourceAuth
  readonly initiator?: SourceInitiator
  /** Capabilities of a container. */
  readonly block?: string
  readonly char?: string
  readonly interface?: string
}

export interface HostdevAddress extends Unknowns {
  readonly type?: string
  /** pci. */
  readonly domain?: number
  readonly bus?: number
  readonly slot?: number
  readonly function?: number
  /** usb. */
  readonly device?: number
  readonly port?: string
  /** scsi. */
  readonly target?: number
  readonly unit?: number
  /** mdev. */
  readonly uuid?: string
}
