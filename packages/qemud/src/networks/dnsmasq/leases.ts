import { isIP } from 'node:net'
import type { NetworkConfig } from '@virt/core/config'
import type { NetworkLease } from '@virt/core/driver'
import { familyOf, subnetOf, subnetAt, type Family } from '../definition/addresses.js'
import { readIfThere } from './files.js'

/** The leases that dnsmasq has written down, those that have ended left out. */
export function readLeases(
  path: string,
  bridge: string,
  config: NetworkConfig,
  now: number = Date.now() / 1000,
): NetworkLease[] {
  const lines = readIfThere(path).split('\n')
  return lines
    .map((line) => parseLease(line, bridge, config))
    .filter((lease) => lease !== undefined)
    .filter(({ expiry }) => expiry === 0 || expiry > now)
}

/** `EXPIRY MAC IP NAME CLIENT-ID`; of IPv6 `EXPIRY IAID IP NAME DUID`. */
function parseLease(line: string, bridge: string, config: NetworkConfig): NetworkLease | undefined {
  const [expiry = '', who = '', ip, name, client] = line.split(' ')
  if (ip === undefined || isIP(ip) === 0 || !/^\d+$/.test(expiry)) return undefined
  const type = familyOf(ip)
  const hostname = known(name)
  const clientId = known(client)
  return {
    interface: bridge,
    expiry: Number(expiry),
    type,
    ...(type === 'ipv4' ? { mac: macOf(who) } : { iaid: who.replace(/^T/, '') }),
    ip,
    prefix: prefixAround(ip, type, config),
    ...(hostname !== undefined && { hostname }),
    ...(clientId !== undefined && { clientId }),
  }
}

const known = (word: string | undefined): string | undefined => (word === '*' ? undefined : word)

/** dnsmasq names the kind of hardware when it is not Ethernet: `06-...`. */
const macOf = (word: string): string => word.replace(/^[0-9a-f]{2}-/, '').toLowerCase()

function prefixAround(ip: string, family: Family, { ips = [] }: NetworkConfig): number {
  const subnets = ips.map(subnetOf).filter((subnet) => subnet?.family === family)
  const around = subnets.find((subnet) => subnet && subnetAt(ip, subnet.prefix).base === subnet.base)
  return around?.prefix ?? (family === 'ipv4' ? 32 : 128)
}
