import type { InterfaceConfig } from '@virt/core/config'
import type { Call, InterfaceAddresses, NetworkLease } from '@virt/core/driver'
import type { EngineContext } from '../context.js'
import type { ManagedDomain } from '../domain.js'

/** The addresses that the DHCP servers of its virtual networks have given to a running domain. */
export async function leasedAddresses(
  context: EngineContext,
  domain: ManagedDomain,
  call: Call,
): Promise<InterfaceAddresses[]> {
  const cards = await leasesOfDomain(context, domain, call)
  return cards
    .filter(({ leases }) => leases.length > 0)
    .map(({ card: { target, mac }, leases }) => ({
      name: target?.dev ?? '-',
      mac: mac?.address,
      addresses: leases.map(({ type, ip, prefix }) => ({ type, address: ip, prefix })),
    }))
}

/** All interfaces of a running domain, each with what it has of a DHCP server of ours. */
export async function leasesOfDomain(
  context: EngineContext,
  domain: ManagedDomain,
  call: Call,
): Promise<{ readonly card: InterfaceConfig; readonly leases: readonly NetworkLease[] }[]> {
  const cards = domain.running().config.devices?.interfaces ?? []
  return Promise.all(cards.map(async (card) => ({ card, leases: await leasesOf(context, card, call) })))
}

async function leasesOf(
  { networks: { operations } }: EngineContext,
  { type, source, mac }: InterfaceConfig,
  call: Call,
): Promise<readonly NetworkLease[]> {
  if (type !== 'network' || source?.network === undefined || mac === undefined) return []
  const network = await operations.lookupByName(source.network, call)
  return operations.dhcpLeases(network, mac.address, call)
}
