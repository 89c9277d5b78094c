import type { Codec } from '../codec/codec.js'
import { element } from '../codec/element.js'
import {
  attribute,
  child,
  children,
  content,
  fallback,
  plain,
  plains,
  raw,
  required,
  silent,
} from '../codec/fields.js'
import { adopt, declare, type Namespace } from '../codec/namespaces.js'
import type { Unknowns } from '../codec/unknowns.js'
import { mac, onOff, oneOf, positive, text, uint, ulong, uuid, yesNo } from '../codec/values.js'
import type { Uuid } from '../units.js'
import type { XmlElement } from '../xml/element.js'
import {
  bandwidthCodec,
  ipRouteCodec,
  portOptionsCodec,
  virtualPortCodec,
  vlanCodec,
  type Bandwidth,
  type IpRoute,
  type PortOptions,
  type VirtualPort,
  type Vlan,
} from './common.js'
import { dnsCodec, type DnsConfig } from './dns.js'
import { forwardCodec, type ForwardConfig } from './forward.js'
import { networkIpCodec, type NetworkIp } from './ip.js'

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
  readonly macTableManager?: 'kernel' | 'libvirt'
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

export const dnsmasqNamespace: Namespace = {
  prefix: 'dnsmasq',
  uri: 'http://libvirt.org/schemas/network/dnsmasq/1.0',
}

export const portGroupCodec: Codec<PortGroup> = element(
  'portgroup',
  {
    name: required(attribute('name', text)),
    default: silent(attribute('default', yesNo), false),
    trustGuestRxFilters: attribute('trustGuestRxFilters', yesNo),
    vlan: child(vlanCodec),
    virtualport: child(virtualPortCodec),
    bandwidth: child(bandwidthCodec),
    port: child(portOptionsCodec),
  },
  { open: true },
)

export const bridgeCodec: Codec<BridgeConfig> = element('bridge', {
  name: attribute('name', text),
  zone: attribute('zone', text),
  stp: attribute('stp', onOff),
  delay: attribute('delay', ulong),
  macTableManager: attribute('macTableManager', oneOf('kernel', 'libvirt')),
})

export const networkDomainCodec: Codec<NetworkDomain> = element('domain', {
  name: required(attribute('name', text)),
  localOnly: attribute('localOnly', yesNo),
  register: silent(attribute('register', yesNo), false),
})

const elements: Codec<NetworkConfig> = element('network', {
  connections: attribute('connections', uint),
  ipv6: silent(attribute('ipv6', yesNo), false),
  trustGuestRxFilters: attribute('trustGuestRxFilters', yesNo),
  name: fallback(plain('name', content(text)), ''),
  uuid: plain('uuid', content(uuid)),
  title: plain('title', content(text)),
  description: plain('description', content(text)),
  metadata: raw('metadata'),
  forward: child(forwardCodec),
  bridge: child(bridgeCodec),
  mtu: child(element('mtu', { size: required(attribute('size', positive)) })),
  mac: child(element('mac', { address: required(attribute('address', mac)) })),
  domain: child(networkDomainCodec),
  dns: child(dnsCodec),
  vlan: child(vlanCodec),
  bandwidth: child(bandwidthCodec),
  port: child(portOptionsCodec),
  ips: children(networkIpCodec),
  routes: children(ipRouteCodec),
  virtualport: child(virtualPortCodec),
  portgroups: children(portGroupCodec),
  dnsmasqOptions: child(
    element('dnsmasq:options', { options: plains('dnsmasq:option', required(attribute('value', text))) }),
  ),
})

export const networkCodec: Codec<NetworkConfig> = {
  name: 'network',
  decode: (found) => elements.decode(adopt(found, dnsmasqNamespace)),
  encode: (config) => declare(elements.encode(config), dnsmasqNamespace),
}
