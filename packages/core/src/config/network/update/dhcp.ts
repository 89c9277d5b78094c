import { xmlError } from '../../codec/errors.js'
import type { Draft } from '../../rules/draft.js'
import type { DhcpConfig, DhcpHost, NetworkIp } from '../ip.js'
import type { NetworkConfig } from '../network.js'
import { invalid, placesOf, unlessEmpty, unlessHollow, updatedMembers, type Complaints } from './members.js'
import type { SectionUpdate } from './network-update.js'

type Network = Draft<NetworkConfig>

/** To add a host none of its names, MAC and address may be there; one is modified by its MAC, deleted by all that is said. */
export function updateDhcpHost(network: Network, update: SectionUpdate<'ip-dhcp-host'>): void {
  const { command, value } = update
  const place = parentOf(network, update, 'host')
  const all = network.ips?.[place]?.dhcp?.hosts ?? []
  if (command !== 'delete') checkHost(network, place, value)
  setDhcp(network, place, {
    hosts: unlessEmpty(
      updatedMembers({
        all,
        found: placesOf(all, matching[command](value)),
        command,
        value,
        complaints: hostComplaints(network.name, value),
      }),
    ),
  })
}

type Matching = (value: DhcpHost) => (host: DhcpHost) => boolean

const same = (one: string | undefined, other: string | undefined): boolean =>
  one !== undefined && one.toLowerCase() === other?.toLowerCase()

const anyOf: Matching = (value) => (host) =>
  (['mac', 'id', 'name', 'ip'] as const).some((key) => same(value[key], host[key]))

const matching: { readonly [C in SectionUpdate<'ip-dhcp-host'>['command']]: Matching } = {
  'add-first': anyOf,
  'add-last': anyOf,
  modify: (value) => (host) => same(value.mac, host.mac),
  delete: (value) => (host) =>
    (['mac', 'name', 'ip'] as const).every((key) => value[key] === undefined || same(value[key], host[key])),
}

function hostComplaints(network: string, { mac, name, ip }: DhcpHost): Complaints {
  const said = Object.entries({ mac, name, ip }).flatMap(([key, one]) =>
    one === undefined ? [] : [`${key}='${one}'`],
  )
  return {
    exists: `there is an existing dhcp host entry in network '${network}' that matches "<host ${said.join(' ')}/>"`,
    missing: `couldn't locate a matching dhcp host entry in network '${network}'`,
  }
}

function checkHost(network: Network, place: number, { mac, id, name, ip }: DhcpHost): void {
  const key = network.ips?.[place]?.family === 'ipv6' ? id : mac
  if (key === undefined && name === undefined)
    throw xmlError(
      `At least one of name, mac, or id attribute must be specified for static host definition in network '${network.name}'`,
      'NETWORK',
    )
  if (ip === undefined)
    throw xmlError(`Missing IP address in static host definition for network '${network.name}'`, 'NETWORK')
}

/** Ranges go by their ends. */
export function updateDhcpRange(network: Network, update: SectionUpdate<'ip-dhcp-range'>): void {
  const { command, value } = update
  const place = parentOf(network, update, 'range')
  const all = network.ips?.[place]?.dhcp?.ranges ?? []
  const element = `<range start='${value.start}' end='${value.end}'/>`
  const complaints: Complaints = {
    exists: `there is an existing dhcp range entry in network '${network.name}' that matches "${element}"`,
    missing: `couldn't locate a matching dhcp range entry in network '${network.name}'`,
    fixed: 'dhcp ranges cannot be modified, only added or deleted',
  }
  const found = placesOf(all, ({ start, end }) => start === value.start && end === value.end)
  setDhcp(network, place, {
    ranges: unlessEmpty(updatedMembers({ all, found, command, value, complaints })),
  })
}

/** Which of the network's `<ip>` is meant: the one of this index, the first with DHCP, or the first. */
function parentOf(
  { name, ips = [] }: Network,
  { parentIndex = -1 }: { readonly parentIndex?: number },
  what: string,
): number {
  if (ips[parentIndex]) return parentIndex
  if (parentIndex >= 0)
    throw invalid(
      `couldn't update dhcp ${what} entry - no <ip> element found at index ${parentIndex} in network '${name}'`,
    )
  const serving = ips.findIndex(({ dhcp }) => dhcp?.ranges ?? dhcp?.hosts)
  if (serving >= 0) return serving
  if (ips.length > 0)
    return Math.max(
      0,
      ips.findIndex(({ family }) => family !== 'ipv6'),
    )
  throw invalid(`couldn't update dhcp ${what} entry - no <ip> element found in network '${name}'`)
}

function setDhcp(network: Network, place: number, change: Partial<DhcpConfig>): void {
  const ips = network.ips ?? []
  refuseSecond(network, place)
  network.ips = ips.map((ip, index) => (index === place ? withDhcp(ip, change) : ip))
}

function withDhcp(ip: NetworkIp, change: Partial<DhcpConfig>): NetworkIp {
  return { ...ip, dhcp: unlessHollow({ ...ip.dhcp, ...change }) }
}

/** One address of each family may have DHCP. */
function refuseSecond({ ips = [] }: Network, place: number): void {
  const family = ips[place]?.family ?? 'ipv4'
  const other = ips.some(
    (ip, index) =>
      index !== place &&
      (ip.family ?? 'ipv4') === family &&
      (ip.dhcp?.ranges ?? ip.dhcp?.hosts) !== undefined,
  )
  if (other)
    throw invalid(
      `dhcp is supported only for a single ${family === 'ipv4' ? 'IPv4' : 'IPv6'} address on each network`,
    )
}
