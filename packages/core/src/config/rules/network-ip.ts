import { BlockList, isIPv4, isIPv6 } from 'node:net'
import { xmlError } from '../codec/errors.js'
import type { DhcpConfig, DhcpRange, NetworkIp } from '../network/ip.js'

/** `virNetworkIPDefParseXML`. */
export function checkIp(ip: NetworkIp, network: string): void {
  const { address, family = 'ipv4', netmask, prefix, dhcp } = ip
  const fits = family === 'ipv4' ? isIPv4 : isIPv6
  if (address !== undefined && !fits(address))
    throw xmlError(`family '${family}' specified for address '${address}' in network '${network}'`, 'NETWORK')
  if (address === undefined && (netmask !== undefined || prefix !== undefined))
    throw xmlError(`netmask or prefix specified without address in network '${network}'`, 'NETWORK')
  if (netmask !== undefined) checkNetmask(ip, network)
  if (prefix !== undefined && prefix > (family === 'ipv4' ? 32 : 128))
    throw xmlError(`invalid prefix '${prefix}' specified in network '${network}'`, 'NETWORK')
  if (dhcp === undefined) return
  checkDhcp(dhcp, fits, network)
  dhcp.ranges?.forEach((range) => checkRange(range, ip, network))
}

/** A range is of the address's own network, whose length is said: without, libvirt guesses by the class. */
function checkRange({ start, end }: DhcpRange, ip: NetworkIp, network: string): void {
  const { address, family = 'ipv4', netmask } = ip
  const prefix = ip.prefix ?? (netmask === undefined ? undefined : lengthOf(netmask))
  if (address === undefined || prefix === undefined) return
  const within = new BlockList()
  within.addSubnet(address, prefix, family)
  if (!within.check(start, family) || !within.check(end, family))
    throw xmlError(
      `range ${start} - ${end} is not entirely within network ${address}/${prefix} (network '${network}')`,
      'NETWORK',
    )
  if (isReversed(start, end, family))
    throw xmlError(`range ${start} - ${end} is reversed (network '${network}')`, 'NETWORK')
}

function isReversed(start: string, end: string, family: 'ipv4' | 'ipv6'): boolean {
  try {
    new BlockList().addRange(start, end, family)
    return false
  } catch {
    return true
  }
}

const lengthOf = (netmask: string): number =>
  netmask
    .split('.')
    .map((byte) => Number(byte).toString(2).padStart(8, '0'))
    .join('')
    .lastIndexOf('1') + 1

function checkNetmask({ netmask = '', prefix, family = 'ipv4' }: NetworkIp, network: string): void {
  if (prefix !== undefined)
    throw xmlError(`network '${network}' cannot have both prefix='${prefix}' and a netmask`, 'NETWORK')
  if (family !== 'ipv4' || !isIPv4(netmask))
    throw xmlError(`netmask '${netmask}' is not one of IPv4 in network '${network}'`, 'NETWORK')
}

function checkDhcp(
  { ranges = [], hosts = [] }: DhcpConfig,
  fits: (text: string) => boolean,
  network: string,
): void {
  for (const { start, end } of ranges)
    if (!fits(start) || !fits(end))
      throw xmlError(`Invalid dhcp range ${start} - ${end} in network '${network}'`, 'NETWORK')
  for (const { mac, name, id, ip } of hosts) {
    if (mac === undefined && name === undefined && id === undefined)
      throw xmlError(
        `At least one of name, mac, or id attribute must be specified for static host definition in network '${network}'`,
        'NETWORK',
      )
    if (ip !== undefined && !fits(ip))
      throw xmlError(`Invalid IP address in static host definition in network '${network}'`, 'NETWORK')
  }
  checkLeases([...ranges, ...hosts].flatMap(({ lease }) => lease ?? []))
}

function checkLeases(leases: readonly { readonly expiry: number; readonly unit?: string }[]): void {
  for (const { expiry, unit = 'minutes' } of leases)
    if (expiry > 0 && ((unit === 'seconds' && expiry < 120) || (unit === 'minutes' && expiry < 2)))
      throw xmlError('The minimum lease time should be greater than 2 minutes', 'NETWORK')
}
