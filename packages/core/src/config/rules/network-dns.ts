import { xmlError } from '../codec/errors.js'
import type { DnsConfig } from '../network/dns.js'
import type { NetworkConfig } from '../network/network.js'

export function completeDns({ dns, name }: NetworkConfig): void {
  if (dns === undefined) return
  const { forwarders = [], txts = [], srvs = [], hosts = [] } = dns
  if (dns.enable === false && forwarders.length + txts.length + srvs.length + hosts.length > 0)
    throw xmlError(`Extra data in disabled network '${name}'`, 'NETWORK')
  if (forwarders.some(({ addr, domain }) => addr === undefined && domain === undefined))
    throw xmlError('Invalid forwarder element, must contain at least one of addr or domain', 'NETWORK')
  checkRecords(dns, name)
}

function checkRecords({ txts = [], srvs = [], hosts = [] }: DnsConfig, network: string): void {
  for (const { name } of txts)
    if (name.includes(' '))
      throw xmlError(
        `prohibited space character in DNS TXT record name '${name}' of network ${network}`,
        'NETWORK',
      )
  for (const { service, protocol } of srvs)
    if (service.length > 63 || protocol.length > 63)
      throw xmlError(
        `'service' or 'protocol' attribute is too long in DNS SRV record of network ${network}`,
        'NETWORK',
      )
  for (const { ip, hostnames } of hosts) {
    if (hostnames === undefined)
      throw xmlError(`Missing hostname in network '${network}' DNS HOST record`, 'NETWORK')
    if (ip === '') throw xmlError(`Missing IP address in network '${network}' DNS HOST record`, 'NETWORK')
  }
}
