import type { Codec } from '../codec/codec.js'
import { rooted } from '../codec/rooted.js'
import { formatXml } from '../xml/format.js'
import { parseXml } from '../xml/parse.js'
import { dnsHostPart, dnsSrvPart, dnsTxtCodec, type DnsHost, type DnsSrv, type DnsTxt } from './dns.js'
import {
  forwardCodec,
  forwardInterfaceCodec,
  forwardPfCodec,
  type ForwardConfig,
  type ForwardInterface,
  type ForwardPhysicalFunction,
} from './forward.js'
import {
  dhcpHostCodec,
  dhcpRangeCodec,
  networkIpCodec,
  type DhcpHost,
  type DhcpRange,
  type NetworkIp,
} from './ip.js'
import {
  bridgeCodec,
  networkDomainCodec,
  portGroupCodec,
  type BridgeConfig,
  type NetworkDomain,
  type PortGroup,
} from './network.js'

/** The parts of a network's description that have a name of their own (`virNetworkUpdateSection`), and what each consists of. */
export interface NetworkSections {
  readonly bridge: BridgeConfig
  readonly domain: NetworkDomain
  readonly ip: NetworkIp
  readonly 'ip-dhcp-host': DhcpHost
  readonly 'ip-dhcp-range': DhcpRange
  readonly forward: ForwardConfig
  readonly 'forward-interface': ForwardInterface
  readonly 'forward-pf': ForwardPhysicalFunction
  readonly portgroup: PortGroup
  readonly 'dns-host': Partial<DnsHost>
  readonly 'dns-txt': DnsTxt
  readonly 'dns-srv': Partial<DnsSrv>
}

export type NetworkSection = keyof NetworkSections

const codecs: { readonly [S in NetworkSection]: Codec<NetworkSections[S]> } = {
  bridge: bridgeCodec,
  domain: networkDomainCodec,
  ip: networkIpCodec,
  'ip-dhcp-host': dhcpHostCodec,
  'ip-dhcp-range': dhcpRangeCodec,
  forward: forwardCodec,
  'forward-interface': forwardInterfaceCodec,
  'forward-pf': forwardPfCodec,
  portgroup: portGroupCodec,
  'dns-host': dnsHostPart,
  'dns-txt': dnsTxtCodec,
  'dns-srv': dnsSrvPart,
}

/** The names of all sections, in libvirt's order. */
export const networkSections: readonly NetworkSection[] = Object.keys(codecs) as NetworkSection[]

/** One element of a section from libvirt's XML. */
export function parseNetworkSection<S extends NetworkSection>(section: S, xml: string): NetworkSections[S] {
  const codec = codecs[section]
  return codec.decode(rooted(parseXml(xml), codec.name))
}

export function formatNetworkSection<S extends NetworkSection>(
  section: S,
  value: NetworkSections[S],
): string {
  return formatXml(codecs[section].encode(value))
}
