import { withoutSecrets } from '@virt/core/config'
import { deepFreeze, type DomainOperations } from '@virt/core/driver'
import { cpuStats } from '../cpu-stats.js'
import { domainStats } from '../domain-stats.js'
import { refusal } from '../refusal.js'
import type { Session } from '../session.js'
import type { TestDomain } from '../test-domain.js'
import { hostCpus } from '../test-host.js'

type Queries = Pick<
  DomainOperations,
  | 'list'
  | 'lookupById'
  | 'lookupByUuid'
  | 'lookupByName'
  | 'stats'
  | 'cpuStats'
  | 'osType'
  | 'info'
  | 'config'
  | 'subscribe'
>

/** What a bulk answer names that is not there any more is left out of it. */
export function queries(session: Session): Queries {
  const { node } = session
  const { domains, running } = node
  return {
    list: async () => Array.from(domains.values(), ({ record }) => record),
    lookupById: async (id) => known(running.get(id), `id ${id}`).ref,
    lookupByUuid: async (uuid) => known(domains.byUuid(uuid), `uuid '${uuid}'`).ref,
    lookupByName: async (name) => known(domains.byName(name), `name '${name}'`).ref,
    stats: async (refs) => {
      const wanted = refs?.map(({ uuid }) => domains.byUuid(uuid)) ?? [...domains.values()]
      return wanted.filter((domain) => domain !== undefined).map(domainStats)
    },
    cpuStats: async (ref) => cpuStats(node.activeDomain(ref), hostCpus(node.host).length),
    osType: async (ref) => {
      node.domain(ref)
      return 'linux'
    },
    info: async (ref) => node.domain(ref).info,
    config: async (ref, { inactive, secure }) => {
      const domain = node.domain(ref)
      const config = (inactive ? domain.definition : undefined) ?? domain.config
      return deepFreeze(secure ? config : withoutSecrets(config))
    },
    subscribe: async (emit) => session.subscribe(node.domainEvents, emit),
  }
}

function known(domain: TestDomain | undefined, what: string): TestDomain {
  if (!domain) throw refusal('NO_DOMAIN', `no domain with matching ${what}`)
  return domain
}
