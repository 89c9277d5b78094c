import { parseCpuSet } from '../codec/cpuset.js'
import { unsupported, xmlError } from '../codec/errors.js'
import type { DomainConfig } from '../domain/domain.js'
import type { NumaCell } from '../domain/numa.js'
import type { NumaMemory, NumaTune } from '../domain/numatune.js'
import type { Draft } from './draft.js'

export function completeNuma(domain: Draft<DomainConfig>): void {
  const { cpu } = domain
  const cells = cpu?.numa?.cells && completeCells(cpu.numa.cells)
  if (cells !== undefined) {
    checkCells(cells, domain.vcpu?.count ?? 1)
    domain.cpu = { ...cpu, numa: { ...cpu?.numa, cells } }
  }
  const tune = completeTune(domain.numatune, domain.vcpu?.placement !== 'auto')
  if (tune === undefined) return
  checkNodes(tune, cells?.length ?? 0)
  domain.numatune = tune
}

/** By id; ids by order where no cell has one. */
function completeCells(cells: readonly NumaCell[]): readonly NumaCell[] {
  const numbered = cells.map((cell, index) => ({ ...cell, id: cell.id ?? index })).sort((a, b) => a.id - b.id)
  if (numbered.some(({ id }, index) => id !== index))
    throw xmlError(
      "Exactly one 'cell' element per guest NUMA cell allowed, non-contiguous ranges or ranges not starting from 0 are not allowed",
      'DOMAIN',
    )
  return numbered
}

function checkCells(cells: readonly NumaCell[], vcpus: number): void {
  const owner = new Map<number, number | undefined>()
  for (const { id, cpus } of cells)
    for (const cpu of (cpus !== undefined && parseCpuSet(cpus)) || []) {
      if (owner.has(cpu))
        throw unsupported(`NUMA cells ${owner.get(cpu)} and ${id} have overlapping vCPU ids`)
      owner.set(cpu, id)
    }
  if (owner.size > vcpus) throw xmlError('Number of CPUs in <numa> exceeds the <vcpu> count', 'DOMAIN')
  if (Math.max(-1, ...owner.keys()) >= vcpus)
    throw xmlError('CPU IDs in <numa> exceed the <vcpu> count', 'DOMAIN')
}

function completeTune(tune: NumaTune | undefined, pinned: boolean): NumaTune | undefined {
  const memory: NumaMemory | undefined = tune?.memory ?? (pinned ? undefined : { placement: 'auto' })
  if (memory === undefined) return tune
  const { nodeset, placement, mode = 'strict', ...rest } = memory
  const place = placement ?? (nodeset !== undefined || pinned ? 'static' : 'auto')
  if (place === 'auto') return { ...tune, memory: { ...rest, mode, placement: place } }
  if (nodeset !== undefined) return { ...tune, memory: { ...rest, mode, nodeset } }
  throw unsupported("nodeset for NUMA memory tuning must be set if 'placement' is 'static'")
}

function checkNodes({ memory, memnodes = [] }: NumaTune, cells: number): void {
  const taken = new Set<number>()
  for (const { cellid, mode = 'strict' } of memnodes) {
    if (memory !== undefined && (memory.mode === 'restrictive') !== (mode === 'restrictive'))
      throw xmlError(
        "'restrictive' mode is required in memnode element when mode is 'restrictive' in memory element",
        'DOMAIN',
      )
    if (cells === 0) throw xmlError("Element 'memnode' is invalid without any guest NUMA cells", 'DOMAIN')
    if (memory?.placement === 'auto')
      throw unsupported('Per-node binding is not compatible with automatic NUMA placement.')
    if (cellid >= cells)
      throw xmlError(
        "Argument 'cellid' in memnode element must correspond to existing guest's NUMA cell",
        'DOMAIN',
      )
    if (taken.has(cellid)) throw xmlError(`Multiple memnode elements with cellid ${cellid}`, 'DOMAIN')
    taken.add(cellid)
  }
}
