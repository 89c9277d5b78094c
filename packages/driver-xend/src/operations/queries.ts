import { domainFromSxp } from '../convert/index.js'
import { type DomainConfig, withoutSecrets } from '@virt/core/config'
import type {
  Call,
  ConfigFlags,
  DomainOperations,
  DomainRecord,
  DomainRef,
  DomainStats,
} from '@virt/core/driver'
import { type Facts, osTypeOf, refOf } from '../protocol/facts.js'
import { VirtError } from '@virt/core/driver'
import type { XendHost } from '../xend-host.js'

type Queries = Pick<
  DomainOperations,
  | 'list'
  | 'lookupById'
  | 'lookupByUuid'
  | 'lookupByName'
  | 'stats'
  | 'osType'
  | 'info'
  | 'config'
  | 'maxMemory'
  | 'maxVcpus'
>

export function queryOperations(host: XendHost): Queries {
  const { inventory } = host
  const facts = async (domain: DomainRef, call: Call): Promise<Facts> =>
    (await inventory.find(domain, call)).facts
  return {
    list: async (_filter, call) => rows(host, await inventory.all(call)),
    lookupById: async (id, call) => refOf(await inventory.byId(id, call)),
    lookupByUuid: async (uuid, call) => refOf(await inventory.byUuid(uuid, call)),
    lookupByName: async (name, call) => refOf(await inventory.byName(name, call)),
    stats: async (domains, _groups, call) => (await chosen(host, domains, call)).map(statsOf),
    osType: async (domain, call) => osTypeOf(await facts(domain, call)),
    async info(domain, call) {
      const found = await facts(domain, call)
      const { id, state, memory, maxMemory, vcpus, cpuTime } = found
      const persistent = await persistence(host, found)
      return { state, memory: Math.min(memory, maxMemory), maxMemory, vcpus, cpuTime, id, persistent }
    },
    config: async (domain, flags, call) => configOf(host, await facts(domain, call), flags),
    maxMemory: async (domain, call) => (await facts(domain, call)).maxMemory,
    maxVcpus: async (domain, call) => (await facts(domain, call)).maxVcpus,
  }
}

async function rows(
  { definitions, managed }: XendHost,
  all: readonly Facts[],
): Promise<readonly DomainRecord[]> {
  const persistent = managed ? await definitions.persistence() : () => undefined
  return all.map((facts) => ({
    ...refOf(facts),
    state: facts.state,
    persistent: persistent(facts),
    autostart: facts.autostart,
  }))
}

async function persistence({ definitions, managed }: XendHost, facts: Facts): Promise<boolean | undefined> {
  return managed ? (await definitions.persistence())(facts) : undefined
}

async function chosen(
  { inventory }: XendHost,
  domains: readonly DomainRef[] | undefined,
  call: Call,
): Promise<readonly Facts[]> {
  if (domains?.length !== 1) {
    const all = await inventory.all(call)
    const wanted = domains && new Set(domains.map(({ uuid }) => uuid))
    return wanted ? all.filter(({ uuid }) => wanted.has(uuid)) : all
  }
  try {
    return [(await inventory.find(domains[0] as DomainRef, call)).facts]
  } catch (thrown) {
    if (VirtError.is(thrown) && thrown.code === 'NO_DOMAIN') return []
    throw thrown
  }
}

function statsOf(facts: Facts): DomainStats {
  const { state, cpuTime, memory, maxMemory, vcpus, maxVcpus } = facts
  return {
    domain: refOf(facts),
    state,
    cpu: { time: cpuTime },
    balloon: { current: memory, maximum: maxMemory },
    vcpus: { current: vcpus, maximum: maxVcpus },
  }
}

/** xend knows one description of a domain: what is defined and what runs are the same. */
function configOf({ node }: XendHost, facts: Facts, { inactive, secure }: ConfigFlags): DomainConfig {
  const { configVersion } = node
  const { id, ...definition } = domainFromSxp(facts.sxp, { configVersion })
  const config: DomainConfig =
    facts.id === undefined || inactive || id === undefined ? definition : { ...definition, id }
  return secure ? config : withoutSecrets(config)
}
