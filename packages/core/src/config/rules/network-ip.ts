import { isIPv4, isIPv6 } from 'node:net'
import { xmlError } from '../codec/errors.js'
import type { DhcpConfig, NetworkIp } from '../network/ip.js'

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
  if (dhcp !== undefined) checkDhcp(dhcp, fits, network)
}

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
