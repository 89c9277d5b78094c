import { xmlError } from '../../codec/errors.js'
import type { Draft } from '../../rules/draft.js'
import type { DnsConfig, DnsHost, DnsSrv } from '../dns.js'
import type { NetworkConfig } from '../network.js'
import { placesOf, unlessEmpty, unlessHollow, updatedMembers, type Complaints } from './members.js'
import type { NetworkUpdateCommand, SectionUpdate } from './network-update.js'

type Network = Draft<NetworkConfig>

const fixed = (what: string): string => `${what} records cannot be modified, only added or deleted`

/** To add a host its address must be new; one is deleted by its address or any of its names. */
export function updateDnsHost(network: Network, { command, value }: SectionUpdate<'dns-host'>): void {
  const all = network.dns?.hosts ?? []
  const { ip, hostnames = [] } = value
  if (ip === undefined && hostnames.length === 0)
    throw xmlError(`Missing ip and hostname in network '${network.name}' DNS HOST record`, 'NETWORK')
  const named = (host: DnsHost): boolean =>
    !adds(command) && (host.hostnames?.some((name) => hostnames.includes(name)) ?? false)
  const found = placesOf(all, (host) => host.ip === ip || named(host))
  const complaints: Complaints = {
    exists: `there is already at least one DNS HOST record with a matching field in network ${network.name}`,
    missing: `couldn't locate a matching DNS HOST record in network ${network.name}`,
    ambiguous: `multiple matching DNS HOST records were found in network ${network.name}`,
    fixed: fixed('DNS HOST'),
  }
  const host = adds(command) ? wholeHost(value, network.name) : { ...value, ip: ip ?? '' }
  setDns(network, { hosts: unlessEmpty(updatedMembers({ all, found, command, value: host, complaints })) })
}

function wholeHost({ ip, hostnames, ...rest }: Partial<DnsHost>, network: string): DnsHost {
  if (ip === undefined)
    throw xmlError(`Missing IP address in network '${network}' DNS HOST record`, 'NETWORK')
  if (hostnames === undefined)
    throw xmlError(`Missing hostname in network '${network}' DNS HOST record`, 'NETWORK')
  return { ...rest, ip, hostnames }
}

/** Texts go by their names. */
export function updateDnsTxt(network: Network, { command, value }: SectionUpdate<'dns-txt'>): void {
  const all = network.dns?.txts ?? []
  if (adds(command) && value.value === undefined)
    throw xmlError(
      `missing required value attribute in DNS TXT record named '${value.name}' of network ${network.name}`,
      'NETWORK',
    )
  const complaints: Complaints = {
    exists: `there is already a DNS TXT record with name '${value.name}' in network ${network.name}`,
    missing: `couldn't locate a matching DNS TXT record in network ${network.name}`,
    fixed: fixed('DNS TXT'),
  }
  const found = placesOf(all, ({ name }) => name === value.name)
  setDns(network, { txts: unlessEmpty(updatedMembers({ all, found, command, value, complaints })) })
}

const srvKeys = ['service', 'protocol', 'domain', 'target', 'port', 'priority', 'weight'] as const

/** A service record is the one with all that the update names. */
export function updateDnsSrv(network: Network, { command, value }: SectionUpdate<'dns-srv'>): void {
  const all = network.dns?.srvs ?? []
  const complaints: Complaints = {
    exists: `there is already at least one DNS SRV record matching all specified fields in network ${network.name}`,
    missing: `couldn't locate a matching DNS SRV record in network ${network.name}`,
    ambiguous: `multiple DNS SRV records matching all specified fields were found in network ${network.name}`,
    fixed: fixed('DNS SRV'),
  }
  const found = placesOf(all, (srv) => srvKeys.every((key) => [undefined, srv[key]].includes(value[key])))
  const srv = adds(command) ? wholeSrv(value, network.name) : { service: '', protocol: '', ...value }
  setDns(network, { srvs: unlessEmpty(updatedMembers({ all, found, command, value: srv, complaints })) })
}

function wholeSrv({ service, protocol, ...rest }: Partial<DnsSrv>, network: string): DnsSrv {
  if (service === undefined || protocol === undefined)
    throw xmlError(
      `missing required ${service === undefined ? 'service' : 'protocol'} attribute in DNS SRV record of network ${network}`,
      'NETWORK',
    )
  return { ...rest, service, protocol }
}

const adds = (command: NetworkUpdateCommand): boolean => command === 'add-first' || command === 'add-last'

function setDns(network: Network, change: Partial<DnsConfig>): void {
  network.dns = unlessHollow({ ...network.dns, ...change })
}
