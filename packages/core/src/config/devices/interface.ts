import type { Unknowns } from '../codec/unknowns.js'
import type { Other } from '../units.js'
import type { PciAddress } from './address.js'
import type { AcpiIndex, BootOrder, DeviceInfo, RomConfig, VirtioOptions } from './common.js'
import type { Bandwidth, IpAddress, IpRoute, PortOptions, Vlan, VirtualPort } from '../network/common.js'
import type { ReconnectConfig } from './disk-source.js'

export type InterfaceType =
  | 'user'
  | 'ethernet'
  | 'vhostuser'
  | 'server'
  | 'client'
  | 'mcast'
  | 'network'
  | 'bridge'
  | 'internal'
  | 'direct'
  | 'hostdev'
  | 'udp'
  | 'vdpa'
  | 'null'
  | 'vds'

/** `<interface>`: a network card. */
export interface InterfaceConfig extends DeviceInfo {
  readonly type: InterfaceType
  readonly managed?: boolean
  readonly trustGuestRxFilters?: boolean
  readonly mac?: MacAddress
  readonly source?: InterfaceSource
  readonly backenddomain?: { readonly name: string } & Unknowns
  readonly virtualport?: VirtualPort
  readonly ips?: readonly IpAddress[]
  readonly routes?: readonly IpRoute[]
  readonly script?: { readonly path: string } & Unknowns
  readonly downscript?: { readonly path: string } & Unknowns
  readonly target?: InterfaceTarget
  readonly guest?: { readonly dev?: string; readonly actual?: string } & Unknowns
  readonly model?: { readonly type: string } & Unknowns
  readonly driver?: InterfaceDriver
  readonly backend?: InterfaceBackend
  readonly filterref?: FilterRef
  readonly bandwidth?: Bandwidth
  readonly vlan?: Vlan
  readonly port?: PortOptions
  readonly tune?: { readonly sndbuf?: number } & Unknowns
  readonly teaming?: Teaming
  readonly boot?: BootOrder
  readonly rom?: RomConfig
  readonly acpi?: AcpiIndex
  readonly link?: { readonly state: 'up' | 'down' } & Unknowns
  readonly mtu?: { readonly size: number } & Unknowns
  readonly coalesce?: Coalesce
}

export interface MacAddress extends Unknowns {
  /** Lower case, with colons. */
  readonly address: string
  readonly type?: 'generated' | 'static'
  readonly check?: boolean
}

export interface InterfaceSource extends Unknowns {
  readonly network?: string
  readonly portgroup?: string
  readonly portid?: string
  readonly bridge?: string
  readonly dev?: string
  readonly mode?: 'vepa' | 'private' | 'bridge' | 'passthrough' | Other
  readonly name?: string
  readonly address?: string
  readonly port?: number
  readonly type?: string
  readonly path?: string
  readonly switchid?: string
  readonly portgroupid?: string
  readonly connectionid?: string
  readonly local?: { readonly address?: string; readonly port?: number } & Unknowns
  readonly reconnect?: ReconnectConfig
  /** `hostdev`: the PCI device. */
  readonly device?: PciAddress
  /** The host's side of a veth pair. */
  readonly ips?: readonly IpAddress[]
  readonly routes?: readonly IpRoute[]
}

export interface InterfaceTarget extends Unknowns {
  readonly dev?: string
  readonly managed?: boolean
}

export interface InterfaceDriver extends VirtioOptions, Unknowns {
  readonly name?: 'vhost' | 'qemu' | 'vfio' | 'kvm' | 'xen' | Other
  readonly txmode?: 'iothread' | 'timer'
  readonly ioeventfd?: boolean
  readonly eventIdx?: boolean
  readonly queues?: number
  readonly rxQueueSize?: number
  readonly txQueueSize?: number
  readonly rss?: boolean
  readonly rssHashReport?: boolean
  readonly host?: Offloads & { readonly gso?: boolean; readonly mrgRxbuf?: boolean }
  readonly guest?: Offloads
}

export interface Offloads extends Unknowns {
  readonly csum?: boolean
  readonly tso4?: boolean
  readonly tso6?: boolean
  readonly ecn?: boolean
  readonly ufo?: boolean
}

export interface InterfaceBackend extends Unknowns {
  readonly type?: 'default' | 'passt'
  readonly tap?: string
  readonly vhost?: string
  readonly logFile?: string
}

export interface FilterRef extends Unknowns {
  readonly filter: string
  readonly parameters?: readonly FilterParameter[]
}

export interface FilterParameter extends Unknowns {
  readonly name: string
  readonly value: string
}

export interface Teaming extends Unknowns {
  readonly type: 'persistent' | 'transient'
  readonly persistent?: string
}

export interface Coalesce extends Unknowns {
  readonly rx?: { readonly frames?: { readonly max?: number } & Unknowns } & Unknowns
}
