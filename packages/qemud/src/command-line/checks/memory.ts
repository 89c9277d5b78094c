import type { DomainConfig } from '@virt/core/config'
import { parseCpuList } from '../../host/cpu-list.js'
import { unsupported, type Plan } from '../plan.js'
import { checkModules } from './memory-modules.js'
import { refuse, type Rule } from './rule.js'

/** Refuse memory that contradicts itself, in libvirt's words. */
export function checkMemory(plan: Plan): void {
  const { maxMemory, memory, cpu, devices, memoryBacking } = plan.config
  const cells = cpu?.numa?.cells?.length ?? 0
  if (!Number.isSafeInteger(memory * 1024))
    throw unsupported("memory size of NUMA node '0' overflowed after alignment")
  if (maxMemory && cells === 0 && plan.family.name !== 'pseries')
    throw unsupported('At least one numa node has to be configured when enabling memory hotplug')
  refuse([...slotRules(plan.config), ...nodeRules(plan), ...pageRules(plan.config)])
  checkModules(plan.config, devices?.memories ?? [], cells)
  for (const { nodeset } of memoryBacking?.hugepages?.pages ?? [])
    for (const node of nodeset === undefined ? [] : parseCpuList(nodeset))
      if (node >= Math.max(cells, 1)) throw unsupported(`hugepages: node ${node} not found`)
}

function slotRules({ maxMemory, numatune }: DomainConfig): readonly Rule[] {
  const { mode, nodeset = '0' } = numatune?.memory ?? {}
  return [
    [
      maxMemory && !maxMemory.slots,
      'both maximum memory size and memory slot count must be specified',
      'XML_ERROR',
    ],
    [
      mode === 'preferred' && parseCpuList(nodeset).length > 1,
      "NUMA memory tuning in 'preferred' mode only supports single node",
    ],
  ]
}

/** Memory that may come from nowhere else must come from nodes that the host has. */
function nodeRules({ config, numaNodes }: Plan): readonly Rule[] {
  const { memory, memnodes = [] } = config.numatune ?? {}
  return [...(memory ? [memory] : []), ...memnodes]
    .filter(({ mode = 'strict' }) => mode === 'strict')
    .flatMap(({ nodeset }) => (nodeset === undefined ? [] : parseCpuList(nodeset)))
    .map((node): Rule => [numaNodes?.includes(node) === false, `NUMA node ${node} is unavailable`])
}

/** One size of pages for everybody, or for each cell one. */
function pageRules({ memoryBacking }: DomainConfig): readonly Rule[] {
  const pages = memoryBacking?.hugepages?.pages ?? []
  return pages.flatMap((page, index) =>
    pages.slice(0, index).map((other): Rule => {
      const [nodes, others] = [page, other].map(({ nodeset }) => nodeset && parseCpuList(nodeset))
      if (!nodes && !others)
        return [true, `two master hugepages detected: ${other.size} and ${page.size}`, 'XML_DETAIL']
      return [
        nodes && others && nodes.some((node) => others.includes(node)),
        `nodeset attribute of hugepages of sizes ${page.size} and ${other.size} intersect`,
        'XML_DETAIL',
      ]
    }),
  )
}
