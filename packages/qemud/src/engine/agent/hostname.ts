import { VirtError, type Call, type HostnameFlags } from '@virt/core/driver'
import type { EngineContext } from '../context.js'
import type { ManagedDomain } from '../domain.js'
import { fieldsOf, textOf } from './agent-shapes.js'
import { fromAgent } from './ask-agent.js'
import { leasesOfDomain } from './leased-addresses.js'

/** The guest's name for itself, as its agent or a DHCP server of ours knows it. */
export async function hostname(
  context: EngineContext,
  domain: ManagedDomain,
  { source = 'agent' }: HostnameFlags,
  call: Call,
): Promise<string> {
  const name = source === 'agent' ? await told(domain, call) : await leased(context, domain, call)
  if (name !== undefined && name !== '') return name
  throw new VirtError('NO_HOSTNAME', `no hostname found for domain ${domain.name}`, { origin: 'QEMU' })
}

async function told(domain: ManagedDomain, call: Call): Promise<string | undefined> {
  return textOf(fieldsOf(await fromAgent(domain, 'guest-get-host-name', undefined, call))['host-name'])
}

async function leased(
  context: EngineContext,
  domain: ManagedDomain,
  call: Call,
): Promise<string | undefined> {
  const cards = await leasesOfDomain(context, domain, call)
  return cards.flatMap(({ leases }) => leases).find((lease) => lease.hostname !== undefined)?.hostname
}
