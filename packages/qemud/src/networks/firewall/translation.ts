import type { NetworkConfig } from '@virt/core/config'
import { subnetText, type Family, type Subnet } from '../definition/addresses.js'
import { modeOf } from '../definition/modes.js'

/** Whether the addresses of a subnet are hidden behind the host's. */
export function translates(config: NetworkConfig, { family }: Subnet): boolean {
  return modeOf(config) === 'nat' && (family === 'ipv4' || (config.forward?.nat?.ipv6 ?? false))
}

/** What is meant for everybody on the wire. */
const neverTranslated: Readonly<Record<Family, readonly string[]>> = {
  ipv4: ['224.0.0.0/24', '255.255.255.255/32'],
  ipv6: ['ff02::/16'],
}

/** The guests' addresses become the host's, with ports that nobody else has a right to. */
export function translationRules(config: NetworkConfig, subnet: Subnet): string[] {
  if (!translates(config, subnet)) return []
  const from = matching('saddr', subnet)
  const device = config.forward?.dev === undefined ? '' : ` oifname "${config.forward.dev}"`
  const outside = `${from} ${matching('daddr !=', subnet)}${device}`
  const { start, end } = config.forward?.nat?.port ?? { start: 1024, end: 65535 }
  return [
    ...neverTranslated[subnet.family].map((to) => `${from} ${keyword(subnet)} daddr ${to}${device} return`),
    `${outside} meta l4proto tcp ${target(config, subnet, `:${start}-${end}`)}`,
    `${outside} meta l4proto udp ${target(config, subnet, `:${start}-${end}`)}`,
    `${outside} ${target(config, subnet, '')}`,
  ]
}

function target({ forward }: NetworkConfig, subnet: Subnet, ports: string): string {
  const { start, end } = forward?.nat?.address ?? {}
  if (start === undefined || end === undefined) return ports === '' ? 'masquerade' : `masquerade to ${ports}`
  const wrap = (address: string): string => (subnet.family === 'ipv6' && ports ? `[${address}]` : address)
  const range = start === end ? wrap(start) : `${wrap(start)}-${wrap(end)}`
  return `snat ${keyword(subnet)} to ${range}${ports}`
}

/** `ip saddr 192.168.122.0/24`. */
export const matching = (what: string, subnet: Subnet): string =>
  `${keyword(subnet)} ${what} ${subnetText(subnet)}`

const keyword = ({ family }: Subnet): string => (family === 'ipv4' ? 'ip' : 'ip6')
