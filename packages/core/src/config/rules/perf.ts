import { xmlError } from '../codec/errors.js'
import type { DomainConfig } from '../domain/domain.js'
import type { Draft } from './draft.js'

/** In libvirt's order. */
const events = [
  'cmt',
  'mbmt',
  'mbml',
  'cpu_cycles',
  'instructions',
  'cache_references',
  'cache_misses',
  'branch_instructions',
  'branch_misses',
  'bus_cycles',
  'stalled_cycles_frontend',
  'stalled_cycles_backend',
  'ref_cpu_cycles',
  'cpu_clock',
  'task_clock',
  'page_faults',
  'context_switches',
  'cpu_migrations',
  'page_faults_min',
  'page_faults_maj',
  'alignment_faults',
  'emulation_faults',
]

export function completePerf(domain: Draft<DomainConfig>): void {
  const { perf } = domain
  if (perf === undefined) return
  const seen = new Set<string>()
  for (const { name } of perf) {
    if (!events.includes(name)) throw xmlError(`'unsupported perf event '${name}'`, 'DOMAIN')
    if (seen.has(name)) throw xmlError(`perf event '${name}' was already specified`, 'DOMAIN')
    seen.add(name)
  }
  domain.perf = [...perf].sort((a, b) => events.indexOf(a.name) - events.indexOf(b.name))
}
