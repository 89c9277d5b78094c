import type { DomainConfig, NumaCell, NumaConfig } from '@virt/core/config'
import { isX86, type Plan } from '../plan.js'
import { refuse, type Rule } from './rule.js'

/** Refuse processors, and cells of them, that contradict themselves. */
export function checkProcessors(plan: Plan): void {
  const { config } = plan
  const { cells = [] } = config.cpu?.numa ?? {}
  refuse([
    [(config.cpu?.topology?.dies ?? 1) > 1 && !isX86(plan), 'Only 1 die per socket is supported'],
    ...modelRules(config),
    ...cells.flatMap((cell) => distanceRules(cell, cells.length)),
    ...interconnectRules(config.cpu?.numa ?? {}),
    ...cpuRules(plan),
    [
      config.vcpus?.some(({ id, enabled }) => id === 0 && enabled === false),
      'vCPU 0 must be enabled',
      'XML_ERROR',
    ],
  ])
}

function modelRules({ cpu }: DomainConfig): readonly Rule[] {
  const { mode = 'custom', migratable, features = [], model, cache } = cpu ?? {}
  return [
    [
      migratable !== undefined && mode !== 'host-passthrough' && mode !== 'maximum',
      'Attribute migratable is only allowed for host passthrough / maximum CPU',
      'XML_ERROR',
    ],
    [
      mode === 'custom' && features.length > 0 && model?.name === undefined,
      'Non-empty feature list specified without CPU model',
      'XML_ERROR',
    ],
    [
      cache?.mode === 'disable' && cache.level !== undefined,
      "unsupported CPU cache level for mode 'disable'",
    ],
  ]
}

function cpuRules({ config, family }: Plan): readonly Rule[] {
  const { vcpu, vcpus = [], cpu } = config
  const threads = family.name === 'pseries' ? (cpu?.topology?.threads ?? 1) : 1
  const vendorId = cpu?.model?.vendorId
  return [
    [
      (vcpu?.current ?? vcpu?.count ?? 1) % threads !== 0,
      `vCPUs count must be a multiple of the vCPU hotplug granularity (${threads})`,
    ],
    ...vcpus.map(({ id, enabled, hotpluggable }): Rule => [
      enabled === false && hotpluggable === false,
      `vcpu '${id}' is both offline and not hotpluggable`,
      'XML_ERROR',
    ]),
    [vendorId && vendorId.length !== 12, 'vendor_id must be exactly 12 characters long', 'XML_ERROR'],
  ]
}

const toItself = 10

function interconnectRules({ cells = [], interconnects = {} }: NumaConfig): readonly Rule[] {
  const { latencies = [], bandwidths = [] } = interconnects
  return [latencies, bandwidths].flatMap((rows) => {
    const taken = new Set<string>()
    return rows.flatMap(({ initiator, target, cache, type }): readonly Rule[] => {
      const key = [initiator, target, cache, type].join(' ')
      const twice = taken.has(key)
      taken.add(key)
      const levels = cells[target]?.caches?.map(({ level }) => level) ?? []
      return [
        [initiator >= cells.length, "'initiator' refers to a non-existent NUMA node", 'XML_ERROR'],
        [target >= cells.length, "'target' refers to a non-existent NUMA node", 'XML_ERROR'],
        [cache && !levels.includes(cache), "'cache' refers to a non-existent NUMA node cache", 'XML_ERROR'],
        [twice, 'Duplicate info for NUMA latencies', 'XML_ERROR'],
      ]
    })
  })
}

function distanceRules({ id, distances }: NumaCell, count: number): readonly Rule[] {
  return (distances?.siblings ?? []).flatMap((sibling): readonly Rule[] => [
    [
      sibling.id >= count,
      `'sibling_id ${sibling.id}' does not refer to a valid cell within NUMA 'cell id ${id ?? 0}'`,
      'XML_ERROR',
    ],
    [
      sibling.id === id && sibling.value !== toItself,
      `'value ${sibling.value}' is invalid for local distance under NUMA 'cell id ${id ?? 0}'`,
      'XML_ERROR',
    ],
  ])
}
