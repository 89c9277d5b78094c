import { xmlError } from '../codec/errors.js'
import type { CpuConfig } from '../domain/cpu.js'
import type { DomainConfig } from '../domain/domain.js'
import type { Draft } from './draft.js'

export function completeCpu(domain: Draft<DomainConfig>): void {
  const { cpu } = domain
  if (cpu === undefined) return
  domain.cpu = complete(cpu)
  const seen = new Set<string>()
  for (const { name } of domain.cpu.features ?? []) {
    if (seen.has(name)) throw xmlError(`CPU feature '${name}' specified more than once`, 'CPU')
    seen.add(name)
  }
}

function complete(cpu: CpuConfig): CpuConfig {
  const { model, features, topology } = cpu
  const custom = (cpu.mode ?? 'custom') === 'custom' && model?.name !== undefined
  return {
    ...cpu,
    ...(custom && { mode: 'custom', match: cpu.match ?? 'exact' }),
    ...(model?.name !== undefined && { model: { ...model, fallback: model.fallback ?? 'allow' } }),
    ...(features && {
      features: features.map((feature) => ({ ...feature, policy: feature.policy ?? 'require' })),
    }),
    ...(topology && { topology: { ...topology, dies: topology.dies ?? 1 } }),
  }
}
