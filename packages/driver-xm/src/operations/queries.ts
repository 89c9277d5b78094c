import { type DomainConfig, withoutSecrets } from '@virt/core/config'
import {
  type Call,
  deepFreeze,
  type DomainInfo,
  type DomainOperations,
  type DomainRecord,
  type DomainStats,
} from '@virt/core/driver'
import { describe } from '../describe.js'
import { refOf } from '../directory/changes.js'
import type { Definition } from '../directory/definition.js'
import { Pace } from '../directory/pace.js'
import { refusal } from '../refusal.js'
import { Running } from '../running.js'
import type { Session } from '../session.js'

type Queries = Pick<
  DomainOperations,
  'list' | 'lookupByUuid' | 'lookupByName' | 'stats' | 'osType' | 'info' | 'config' | 'maxMemory' | 'maxVcpus'
>

/** What files say of the domains that they define. Whether one runs is for other channels to know. */
export function queries(session: Session): Queries {
  const { directory } = session
  return {
    list: (_filter, call) => list(session, call),
    lookupByUuid: async (uuid) => {
      const definition = (await directory.look()).byUuid.get(uuid)
      if (definition) return refOf(definition)
      throw refusal('NO_DOMAIN', `no domain with matching uuid '${uuid}'`)
    },
    lookupByName: async (name) => {
      const definition = (await directory.look()).byName.get(name)
      if (definition) return refOf(definition)
      throw refusal('NO_DOMAIN', `no domain with matching name '${name}'`)
    },
    stats: (refs, _groups, call) => statsOf(refs, session, call),
    osType: async (ref, call) => describe(await session.definition(ref, call)).os.type.name,
    info: async (ref, call) => infoOf(describe(await session.inactive(ref, call))),
    config: async (ref, { inactive, secure }, call) => {
      const config = describe(await (inactive ? session.definition(ref, call) : session.inactive(ref, call)))
      return secure ? config : deepFreeze(withoutSecrets(config))
    },
    maxMemory: async (ref, call) => describe(await session.inactive(ref, call)).memory,
    maxVcpus: async (ref, call) => vcpusOf(describe(await session.inactive(ref, call))).maximum,
  }
}

/** Of what runs, this channel knows whether it is defined; that it runs, and as which, it has from the others. */
async function list({ directory, others }: Session, call: Call): Promise<readonly DomainRecord[]> {
  const { definitions, byUuid, byName } = await directory.look()
  const running = new Running(await others.running(call))
  const starts = await directory.autostarts.all()
  const defined = definitions.map((definition): DomainRecord => {
    const basics = { ...refOf(definition), persistent: true, autostart: starts(definition.stamp) }
    const active = running.find(definition)
    return active ? { ...basics, id: active.id } : { ...basics, state: 'shutoff' }
  })
  const transient = running.all.filter(({ uuid, name = '' }) => !byUuid.has(uuid) && !byName.has(name))
  return [...defined, ...transient.map(({ uuid, id }) => ({ uuid, id, persistent: false, autostart: false }))]
}

/** Figures of what is off. A domain whose file cannot be understood has none. */
async function statsOf(
  refs: Parameters<DomainOperations['stats']>[0],
  { directory, others }: Session,
  call: Call,
): Promise<readonly DomainStats[]> {
  const { definitions, byUuid } = await directory.look()
  const wanted = refs ? refs.flatMap(({ uuid }) => byUuid.get(uuid) ?? []) : definitions
  const running = new Running(refs ? refs.filter(({ id }) => id !== undefined) : await others.running(call))
  const pace = new Pace()
  const stats: DomainStats[] = []
  for (const definition of wanted.filter((each) => !running.find(each))) {
    stats.push(figures(definition))
    if (pace.due) await pace.pause()
  }
  return stats
}

function figures(definition: Definition): DomainStats {
  const basics = { domain: refOf(definition), state: 'shutoff' } as const
  try {
    const config = describe(definition)
    const { maxMemory: maximum, memory: current } = infoOf(config)
    return { ...basics, balloon: { current, maximum }, vcpus: vcpusOf(config) }
  } catch {
    return basics
  }
}

function infoOf(config: DomainConfig): DomainInfo {
  const { memory: maxMemory, currentMemory: memory = maxMemory } = config
  return {
    state: 'shutoff',
    maxMemory,
    memory,
    vcpus: vcpusOf(config).current,
    cpuTime: 0,
    persistent: true,
  }
}

function vcpusOf({ vcpu }: DomainConfig): { readonly current: number; readonly maximum: number } {
  const maximum = vcpu?.count ?? 1
  return { current: vcpu?.current ?? maximum, maximum }
}
