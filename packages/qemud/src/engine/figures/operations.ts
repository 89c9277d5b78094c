import type { FigureOperations } from '@virt/core/driver'
import type { EngineContext } from '../context.js'
import { blockErrorsOf, blockInfoOf, blockStatsOf } from './blocks.js'
import { statsOf } from './domain-stats.js'
import { interfaceStatsOf } from './interfaces.js'
import { memoryStatsOf, setMemoryStatsPeriod } from './memory-stats.js'

export function figureOperations(context: EngineContext): FigureOperations {
  const { domains } = context
  return {
    stats: async (refs, groups, call) => {
      const chosen = refs ? refs.flatMap(({ uuid }) => domains.find(uuid) ?? []) : [...domains]
      return Promise.all(chosen.map((domain) => statsOf(domain, groups, call)))
    },
    blockStats: async (ref, disk, call) => blockStatsOf(domains.get(ref), disk, call),
    blockInfo: async (ref, disk, call) => blockInfoOf(domains.get(ref), disk, call),
    blockErrors: async (ref, call) => blockErrorsOf(domains.get(ref), call),
    interfaceStats: async (ref, device) => interfaceStatsOf(domains.get(ref), device),
    memoryStats: async (ref, call) => memoryStatsOf(domains.get(ref), call),
    setMemoryStatsPeriod: async (ref, period, flags, call) =>
      setMemoryStatsPeriod(context, domains.get(ref), period, flags, call),
    cpuStats: async (ref) => {
      const { user, system } = domains.get(ref).running().times()
      return { time: user + system, user, system }
    },
  }
}
