import type { Unknowns } from '../codec/unknowns.js'
import type { Other, Uuid } from '../units.js'
import type { XmlElement } from '../xml/element.js'
import type { Bandwidth, IpRoute, PortOptions, VirtualPort, Vlan } from './common.js'
import type { DnsConfig } from './dns.js'
import type { ForwardConfig } from './forward.js'
import type { NetworkIp } from './ip.js'

/** A virtual network: what `<network>` describes (https://libvirt.org/formatnetwork.html), as plain data. */
export interface NetworkConfig extends Unknowns {
  /** How many interfaces use it: only in the description of a running network. */
  readonly connections?: number
  /** IPv6 between guests although the network has no IPv6 address. */
  readonly ipv6?: boolean
  readonly trustGuestRxFilters?: boolean
  readonly name: string
  /** Absent: the driver makes one up. */
  readonly uuid?: Uuid
  /** One line, for people. */
  readonly title?: string
  readonly description?: string
  /** Applications' own data, whole: an element per namespace. */
  readonly metadata?: XmlElement
  /** Absent: the network is isolated. */
  readonly forward?: ForwardConfig
  readonly bridge?: BridgeConfig
  readonly mtu?: { readonly size: number } & Unknowns
  /** Of the bridge. */
  readonly mac?: { readonly address: string } & Unknowns
  readonly domain?: NetworkDomain
  readonly dns?: DnsConfig
  readonly virtualport?: VirtualPort
  readonly bandwidth?: Bandwidth
  readonly vlan?: Vlan
  readonly port?: PortOptions
  readonly ips?: readonly NetworkIp[]
  readonly routes?: readonly IpRoute[]
  readonly portgroups?: readonly PortGroup[]
  /** Lines for dnsmasq that libvirt has no element for (`xmlns:dnsmasq='http://libvirt.org/schemas/network/dnsmasq/1.0'`). */
  readonly dnsmasqOptions?: DnsmasqOptions
}

export interface BridgeConfig extends Unknowns {
  /** Absent: the driver chooses; `virbr%d`: it fills in a number. */
  readonly name?: string
  readonly zone?: string
  readonly stp?: boolean
  /** Seconds until a new port forwards. */
  readonly delay?: number
  readonly macTableManager?: 'kernel' | 'libvirt' | Other
}

export interface NetworkDomain extends Unknowns {
  readonly name: string
  /** Names of this domain are never asked of other servers. */
  readonly localOnly?: boolean
  readonly register?: boolean
}

export interface PortGroup extends Unknowns {
  readonly name: string
  readonly default?: boolean
  readonly trustGuestRxFilters?: boolean
  readonly virtualport?: VirtualPort
  readonly bandwidth?: Bandwidth
  readonly vlan?: Vlan
  readonly port?: PortOptions
}

export interface DnsmasqOptions extends Unknowns {
  readonly options?: readonly string[]
}
