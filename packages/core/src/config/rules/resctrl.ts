import { formatCpuSet, parseCpuSet } from '../codec/cpuset.js'
import { xmlError } from '../codec/errors.js'
import type { CacheAllocation, CacheTune, CpuTune, MemoryBandwidthTune } from '../domain/cputune.js'
import type { DomainConfig } from '../domain/domain.js'
import type { Draft } from './draft.js'

/** The host's resource control groups of one domain: sets of vcpus that are equal or apart. */
type Groups = Map<string, ReadonlySet<number>>

/** `virDomainCachetuneDefParse` and `virDomainMemorytuneDefParse`. */
export function completeResctrl(domain: Draft<DomainConfig>): void {
  const { cputune } = domain
  if (cputune?.cacheTunes === undefined && cputune?.memoryTunes === undefined) return
  const { cacheTunes = [], memoryTunes = [], ...rest } = cputune
  const count = domain.vcpu?.count ?? 1
  const groups: Groups = new Map()
  const caches = completeCaches(cacheTunes, groups, count)
  const memories = completeMemories(memoryTunes, groups, count)
  domain.cputune = {
    ...rest,
    ...(caches.length > 0 && { cacheTunes: caches }),
    ...(memories.length > 0 && { memoryTunes: memories }),
  } satisfies CpuTune
}

function completeCaches(tunes: readonly CacheTune[], groups: Groups, count: number): CacheTune[] {
  return tunes.flatMap((tune) => {
    const vcpus = existing(tune.vcpus, count)
    if (vcpus === '' || (tune.caches ?? tune.monitors) === undefined) return []
    if (groups.has(vcpus)) throw xmlError('Identical vcpus in cachetunes found', 'DOMAIN')
    join(groups, vcpus)
    checkCollisions(tune.caches ?? [])
    checkMonitors(
      vcpus,
      (tune.monitors ?? []).map((monitor) => existing(monitor.vcpus, count)),
    )
    for (const { level } of tune.monitors ?? [])
      if (level !== 3) throw xmlError(`Invalid monitor cache level '${level}'`, 'DOMAIN')
    return [{ ...tune, vcpus, ...(tune.caches && { caches: [...tune.caches].sort(byPlace) }) }]
  })
}

function completeMemories(
  tunes: readonly MemoryBandwidthTune[],
  groups: Groups,
  count: number,
): MemoryBandwidthTune[] {
  const done = new Set<string>()
  return tunes.flatMap((tune) => {
    const vcpus = existing(tune.vcpus, count)
    if (vcpus === '' || (tune.nodes ?? tune.monitors) === undefined) return []
    join(groups, vcpus)
    if (done.has(vcpus)) throw xmlError('Identical vcpus in memorytunes found', 'DOMAIN')
    done.add(vcpus)
    const nodes = [...(tune.nodes ?? [])].sort((a, b) => a.id - b.id)
    nodes.forEach(({ id, bandwidth }, index) => {
      if (bandwidth > 100) throw xmlError('Memory Bandwidth value exceeding 100 is invalid.', 'DOMAIN')
      if (nodes[index - 1]?.id === id)
        throw xmlError(`Memory Bandwidth already defined for node ${id}`, 'DOMAIN')
    })
    checkMonitors(
      vcpus,
      (tune.monitors ?? []).map((monitor) => existing(monitor.vcpus, count)),
    )
    return [{ ...tune, vcpus, ...(nodes.length > 0 && { nodes }) }]
  })
}

/** Those of the set that the domain has. */
function existing(set: string, count: number): string {
  return formatCpuSet((parseCpuSet(set) ?? []).filter((vcpu) => vcpu < count))
}

function join(groups: Groups, vcpus: string): void {
  const members = new Set(parseCpuSet(vcpus))
  for (const [key, other] of groups)
    if (key !== vcpus && [...members].some((vcpu) => other.has(vcpu)))
      throw xmlError('Overlapping vcpus in resctrls', 'DOMAIN')
  groups.set(vcpus, members)
}

const cacheTypes = ['both', 'code', 'data']

function byPlace(a: CacheAllocation, b: CacheAllocation): number {
  return a.level - b.level || cacheTypes.indexOf(a.type) - cacheTypes.indexOf(b.type) || a.id - b.id
}

function checkCollisions(caches: readonly CacheAllocation[]): void {
  const taken = new Set<string>()
  for (const { level, id, type } of caches) {
    const rivals = type === 'both' ? cacheTypes : ['both', type]
    if (rivals.some((rival) => taken.has(`${level} ${id} ${rival}`)))
      throw xmlError(
        `Colliding cache allocations for cache level '${level}' id '${id}', type '${type}'`,
        'DOMAIN',
      )
    taken.add(`${level} ${id} ${type}`)
  }
}

function checkMonitors(group: string, monitors: readonly string[]): void {
  const members = new Set(parseCpuSet(group))
  const watched = new Map<string, ReadonlySet<number>>()
  for (const vcpus of monitors) {
    const own = parseCpuSet(vcpus) ?? []
    if (own.length === 0 || own.some((vcpu) => !members.has(vcpu)))
      throw xmlError('Monitor vcpus are outside of their allocation', 'DOMAIN')
    if (watched.has(vcpus)) throw xmlError('Identical vcpus found in same type monitors', 'DOMAIN')
    for (const [key, other] of watched)
      if (key !== group && vcpus !== group && own.some((vcpu) => other.has(vcpu)))
        throw xmlError('Overlapping vcpus in same type monitors', 'DOMAIN')
    watched.set(vcpus, new Set(own))
  }
}
