import type { DomainConfig, NumaCell } from '@virt/core/config'
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
    ...(config.cpu?.numa?.interconnects?.latencies ?? []).map(({ initiator }): Rule => [
      initiator >= cells.length,
      `'initiator' refers to a non-existent NUMA node`,
      'XML_ERROR',
    ]),
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

const toItself = 10

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
