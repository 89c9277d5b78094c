import type { DhcpLease, DnsConfig, NetworkConfig, NetworkIp } from '@virt/core/config'
import { netmaskText, rangeSize, reverseZone, subnetOf } from '../definition/addresses.js'
import { modeOf } from '../definition/modes.js'
import { srvRecord } from './srv-record.js'
import type { DnsmasqFiles } from './files.js'

const heading = (
  network: string,
): string => `##WARNING:  THIS IS AN AUTO-GENERATED FILE. CHANGES TO IT ARE LIKELY TO BE
##OVERWRITTEN AND LOST.  Changes to this configuration should be made using:
##    virt net-edit ${network}
## or other application using the library's API.
`

/** dnsmasq's configuration for a network, option by option as libvirt 9.0 writes it. */
export function dnsmasqConf(
  config: NetworkConfig,
  bridge: string,
  files: Pick<DnsmasqFiles, 'hosts' | 'names'>,
): string {
  const { ips = [], mtu, dnsmasqOptions } = config
  const served = servedIps(config)
  const lines = [
    'strict-order',
    ...nameLines(config),
    'except-interface=lo',
    'bind-dynamic',
    `interface=${bridge}`,
    ...(modeOf(config) === 'none' ? isolation : []),
    ...recordLines(config.dns),
    ...ips.flatMap(({ tftp }) => (tftp ? ['enable-tftp', `tftp-root=${tftp.root}`] : [])),
    ...served.flatMap(dhcpLines),
    ...leaseLimit(served),
    ...(served.length > 0 ? [`dhcp-hostsfile=${files.hosts}`] : []),
    ...(hasDns(config) ? [`addn-hosts=${files.names}`] : []),
    ...(mtu ? [`dhcp-option=option:mtu,${mtu.size}`] : []),
    ...advertisements(ips, served),
    ...(dnsmasqOptions?.options ?? []),
  ]
  return [heading(config.name), ...lines.map((line) => `${line}\n`)].join('')
}

const hasDns = ({ dns }: NetworkConfig): boolean => dns?.enable !== false

/** No way out: neither a router nor a name server beyond this one. */
const isolation = ['dhcp-option=3', 'no-resolv', 'ra-param=*,0,0']

function nameLines(config: NetworkConfig): string[] {
  const { dns, domain, ips = [] } = config
  const lines: string[] = []
  if (!hasDns(config)) lines.push('port=0')
  const forwarders = hasDns(config) ? (dns?.forwarders ?? []) : []
  for (const { domain: of, addr } of forwarders)
    lines.push(`server=${of === undefined ? '' : `/${of}/`}${addr ?? '#'}`)
  if (forwarders.some(({ domain: of, addr }) => of === undefined && addr !== undefined))
    lines.push('no-resolv')
  if (domain?.localOnly) lines.push(`local=/${domain.name}/`)
  if (domain) lines.push(`domain=${domain.name}`, 'expand-hosts')
  if (hasDns(config) && dns?.forwardPlainNames === false) lines.push('domain-needed', 'local=//')
  return [...lines, ...ips.flatMap(reverseLines)]
}

function reverseLines(ip: NetworkIp): string[] {
  const subnet = ip.localPtr ? subnetOf(ip) : undefined
  const zone = subnet && reverseZone(subnet)
  return zone === undefined ? [] : [`local=/${zone}/`]
}

function recordLines(dns: DnsConfig | undefined): string[] {
  if (dns?.enable === false) return []
  const { txts = [], srvs = [] } = dns ?? {}
  return [...txts.map(({ name, value }) => `txt-record=${name},${value ?? ''}`), ...srvs.map(srvRecord)]
}

/** One address of each family has DHCP. */
function servedIps({ ips = [] }: NetworkConfig): readonly NetworkIp[] {
  const serving = ips.filter(({ dhcp }) => dhcp?.ranges ?? dhcp?.hosts)
  return (['ipv4', 'ipv6'] as const).flatMap(
    (wanted) => serving.find(({ family = 'ipv4' }) => family === wanted) ?? [],
  )
}

function dhcpLines(ip: NetworkIp): string[] {
  const { address, family = 'ipv4', dhcp } = ip
  const { ranges = [], bootp } = dhcp ?? {}
  const subnet = subnetOf(ip)
  if (!subnet) return []
  const size = family === 'ipv4' ? netmaskText(subnet) : `${subnet.prefix}`
  const lines = ranges.map(({ start, end, lease }) =>
    ['dhcp-range=' + start, end, size, ...leaseTime(lease)].join(','),
  )
  if (ranges.length === 0) lines.push(`dhcp-range=${address},static${family === 'ipv6' ? `,${size}` : ''}`)
  if (family === 'ipv6') return lines
  lines.push('dhcp-no-override', 'dhcp-authoritative')
  if (bootp) lines.push(`dhcp-boot=${bootp.file}${bootp.server === undefined ? '' : `,,${bootp.server}`}`)
  return lines
}

const units = { seconds: 's', minutes: 'm', hours: 'h' } as const

/** `1h`. */
export function leaseTime(lease: DhcpLease | undefined): readonly string[] {
  if (!lease) return []
  return [lease.expiry === 0 ? 'infinite' : `${lease.expiry}${units[lease.unit ?? 'minutes']}`]
}

function leaseLimit(served: readonly NetworkIp[]): string[] {
  const ranges = served.flatMap(({ dhcp }) => dhcp?.ranges ?? [])
  const count = ranges.reduce((sum, { start, end }) => sum + rangeSize(start, end), 0)
  return count > 0 ? [`dhcp-lease-max=${count}`] : []
}

/** IPv6 guests learn of the network by router advertisements, and of their addresses where no DHCP has them. */
function advertisements(ips: readonly NetworkIp[], served: readonly NetworkIp[]): string[] {
  if (served.some(({ family }) => family === 'ipv6')) return ['enable-ra']
  const own = ips.filter(({ family, address }) => family === 'ipv6' && address !== undefined)
  return own.map(({ address }) => `dhcp-range=${address},ra-only`)
}
