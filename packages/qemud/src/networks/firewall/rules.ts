import type { NetworkConfig } from '@virt/core/config'
import { subnetOf, type Family, type Subnet } from '../definition/addresses.js'
import { modeOf, modes } from '../definition/modes.js'
import { matching, translates, translationRules } from './translation.js'

/** Where a packet meets the rules of a network. */
export type Chain = 'first' | 'input' | 'output' | 'forward' | 'translation' | 'last'

/** nft rules per chain, in the order in which they are tried. */
export type Rules = Readonly<Record<Chain, readonly string[]>>

const none: Rules = { first: [], input: [], output: [], forward: [], translation: [], last: [] }

/** What a network needs of the packet filter: libvirt's rules for iptables, said to nftables. */
export function rulesOf(config: NetworkConfig, bridge: string): Rules {
  const first = rateRules(config, bridge)
  if (modes[modeOf(config)]?.unfiltered) return { ...none, first }
  const subnets = subnetsOf(config)
  const families = familiesOf(config, subnets)
  return {
    first,
    input: serviceRules(config, subnets, `iifname "${bridge}"`, serverPorts),
    output: serviceRules(config, subnets, `oifname "${bridge}"`, clientPorts),
    forward: families.flatMap((family) => forwardRules(config, bridge, family, subnets)),
    translation: subnets.flatMap((subnet) => translationRules(config, subnet)),
    last: checksumRules(config, bridge),
  }
}

function subnetsOf({ ips = [] }: NetworkConfig): readonly Subnet[] {
  return ips.map(subnetOf).filter((subnet) => subnet !== undefined)
}

function familiesOf({ ipv6 = false }: NetworkConfig, subnets: readonly Subnet[]): readonly Family[] {
  return ipv6 || subnets.some(({ family }) => family === 'ipv6') ? ['ipv4', 'ipv6'] : ['ipv4']
}

interface Ports {
  readonly dhcp: number
  readonly dhcp6: number
}

const serverPorts: Ports = { dhcp: 67, dhcp6: 547 }
const clientPorts: Ports = { dhcp: 68, dhcp6: 546 }

/** The guests may ask the name server, and get addresses and files. */
function serviceRules(
  { ips = [] }: NetworkConfig,
  subnets: readonly Subnet[],
  device: string,
  { dhcp, dhcp6 }: Ports,
): string[] {
  const accept = (family: Family, ...ports: readonly string[]): string[] =>
    ports.map((port) => `${device} ${only(family)} ${port} accept`)
  const files = ips.some(({ tftp }) => tftp) ? ['udp dport 69'] : []
  const names = ['tcp dport 53', 'udp dport 53']
  return [
    ...accept('ipv4', `tcp dport ${dhcp}`, `udp dport ${dhcp}`, ...names, ...files),
    ...(subnets.some(({ family }) => family === 'ipv6')
      ? accept('ipv6', ...names, `udp dport ${dhcp6}`)
      : []),
  ]
}

/** Guests talk to each other; to others only through the subnets that may; nobody else gets in or out. */
function forwardRules(
  config: NetworkConfig,
  bridge: string,
  family: Family,
  all: readonly Subnet[],
): string[] {
  const [from, to] = [`iifname "${bridge}"`, `oifname "${bridge}"`]
  const routed = modes[modeOf(config)]?.forwards ? all.filter((subnet) => subnet.family === family) : []
  const ip = only(family)
  return [
    `${from} ${to} ${ip} accept`,
    ...routed.map((subnet) => inwards(config, subnet, to)),
    `${to} ${ip} reject`,
    ...routed.map((subnet) => outwards(config, subnet, from)),
    `${from} ${ip} reject`,
  ]
}

function inwards(config: NetworkConfig, subnet: Subnet, to: string): string {
  const device = config.forward?.dev === undefined ? '' : ` iifname "${config.forward.dev}"`
  const answers = translates(config, subnet) ? ' ct state established,related' : ''
  return `${to}${device} ${matching('daddr', subnet)}${answers} accept`
}

function outwards(config: NetworkConfig, subnet: Subnet, from: string): string {
  const device = config.forward?.dev === undefined ? '' : ` oifname "${config.forward.dev}"`
  return `${from}${device} ${matching('saddr', subnet)} accept`
}

/** What guests send beyond their rate is dropped. Kilobytes per second. */
function rateRules({ bandwidth }: NetworkConfig, bridge: string): string[] {
  if (!bandwidth?.outbound) return []
  const { average = 0, burst = average } = bandwidth.outbound
  return [`iifname "${bridge}" limit rate over ${average} kbytes/second burst ${burst} kbytes drop`]
}

/** Some DHCP clients look at a checksum that nobody has computed yet. None at all is right for all. */
function checksumRules({ ips = [] }: NetworkConfig, bridge: string): string[] {
  const serves = ips.some(({ family = 'ipv4', dhcp }) => family === 'ipv4' && (dhcp?.ranges ?? dhcp?.hosts))
  return serves ? [`oifname "${bridge}" ${only('ipv4')} udp dport 68 udp checksum set 0`] : []
}

const only = (family: Family): string => `meta nfproto ${family}`
