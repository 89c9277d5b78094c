import type { InterfaceConfig } from '@virt/core/config'
import type { Call, InterfaceAddresses } from '@virt/core/driver'
import type { EngineContext } from '../context.js'
import type { ManagedDomain } from '../domain.js'

/** The addresses that the DHCP servers of its virtual networks have given to a running domain. */
export async function leasedAddresses(
  context: EngineContext,
  domain: ManagedDomain,
  call: Call,
): Promise<InterfaceAddresses[]> {
  const interfaces = domain.running().config.devices?.interfaces ?? []
  const all = await Promise.all(interfaces.map((each) => leasesOf(context, each, call)))
  return all.filter(({ addresses }) => addresses.length > 0)
}

async function leasesOf(
  { networks: { operations } }: EngineContext,
  { type, source, target, mac }: InterfaceConfig,
  call: Call,
): Promise<InterfaceAddresses> {
  const found = { name: target?.dev ?? '-', mac: mac?.address, addresses: [] }
  if (type !== 'network' || source?.network === undefined || mac === undefined) return found
  const network = await operations.lookupByName(source.network, call)
  const leases = await operations.dhcpLeases(network, mac.address, call)
  return {
    ...found,
    addresses: leases.map(({ type: family, ip, prefix }) => ({ type: family, address: ip, prefix })),
  }
}
