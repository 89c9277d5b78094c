import type { NumaCache, NumaCell, NumaCacheSize, NumaInterconnects } from '@virt/core/config'
import { parseCpuList } from '../host/cpu-list.js'
import { memoryBackend } from './memory-backend.js'
import { jsonOption, keyValues } from './options.js'
import { unsupported, type Plan } from './plan.js'

/** `-numa`: the guest's cells with their memory, how far they are from each other, and how fast. */
export function numaOptions(plan: Plan): readonly string[] {
  const { cells = [], interconnects } = plan.config.cpu?.numa ?? {}
  const processors = vcpusOf(plan, cells)
  const described = hasAttributes(plan)
  const first = cells.findIndex((_, index) => processors[index]?.length)
  return [
    ...cells.flatMap((cell, index) => [
      ...cellMemory(plan, cell),
      '-numa',
      [
        keyValues('node', { nodeid: cell.id }),
        ...(processors[index] ?? []).map((range) => `cpus=${range}`),
        ...(described ? [`initiator=${processors[index]?.length ? cell.id : first}`] : []),
        ...(cell.memory > 0 ? [`memdev=${backendId(cell)}`] : []),
      ].join(','),
    ]),
    ...cells.flatMap(distances),
    ...connections(interconnects),
    ...cells.flatMap((cell) => (cell.caches ?? []).flatMap((cache) => cacheOptions(cell, cache))),
  ]
}

/** Whether the guest is told how fast its memory is (ACPI's HMAT). */
export function hasAttributes({ config }: Pick<Plan, 'config'>): boolean {
  const { cells = [], interconnects } = config.cpu?.numa ?? {}
  return interconnects !== undefined || cells.some(({ caches }) => caches?.length)
}

function backendId({ id }: NumaCell): string {
  return `ram-node${id}`
}

function cellMemory(plan: Plan, cell: NumaCell): readonly string[] {
  if (cell.memory === 0) return []
  const { id, memory, memAccess, discard } = cell
  const piece = { id: backendId(cell), size: memory, cell: id, access: memAccess, discard }
  return jsonOption('-object', memoryBackend(plan, piece))
}

/** Ranges of vcpus per cell. Those that no cell has are the first one's. */
function vcpusOf({ config }: Plan, cells: readonly NumaCell[]): readonly (readonly string[])[] {
  const ranges = cells.map(({ cpus }) => (cpus ? cpus.split(',') : []))
  const taken = new Set(ranges.flat().flatMap(parseCpuList))
  const free = Array.from({ length: config.vcpu?.count ?? 1 }, (_, vcpu) => vcpu).filter(
    (vcpu) => !taken.has(vcpu),
  )
  return ranges.map((own, index) => (index === 0 ? [...own, ...free.map(String)] : own))
}

function distances({ id, distances: row }: NumaCell): readonly string[] {
  return (row?.siblings ?? []).flatMap((sibling) => [
    '-numa',
    keyValues('dist', { src: id, dst: sibling.id, val: sibling.value }),
  ])
}

const hierarchies = ['memory', 'first-level', 'second-level', 'third-level']

function connections({ latencies = [], bandwidths = [] }: NumaInterconnects = {}): readonly string[] {
  return [
    ...latencies.flatMap(({ value, ...link }) => ['-numa', connection(link, 'latency', `${value}`)]),
    ...bandwidths.flatMap(({ value, ...link }) => ['-numa', connection(link, 'bandwidth', `${value}K`)]),
  ]
}

interface Link {
  readonly initiator: number
  readonly target: number
  readonly cache?: number
  readonly type: string
}

function connection(link: Link, what: 'latency' | 'bandwidth', value: string): string {
  const { initiator, target, cache = 0, type } = link
  return keyValues('hmat-lb', {
    initiator,
    target,
    hierarchy: hierarchies[cache],
    'data-type': `${type}-${what}`,
    [what]: value,
  })
}

const associativities = { none: 'none', direct: 'direct', full: 'complex' } as const
const cachePolicies = { none: 'none', writeback: 'write-back', writethrough: 'write-through' } as const

function cacheOptions({ id }: NumaCell, cache: NumaCache): readonly string[] {
  const { level, associativity, policy, size, line } = cache
  return [
    '-numa',
    keyValues('hmat-cache', {
      'node-id': id,
      size: `${bytes(size) / 1024}K`,
      level,
      associativity: associativities[associativity],
      policy: cachePolicies[policy],
      line: bytes(line),
    }),
  ]
}

const units: Readonly<Record<string, number>> = {
  b: 1,
  bytes: 1,
  kb: 1e3,
  k: 1024,
  kib: 1024,
  mb: 1e6,
  m: 1024 ** 2,
  mib: 1024 ** 2,
  gb: 1e9,
  g: 1024 ** 3,
  gib: 1024 ** 3,
}

function bytes({ value, unit }: NumaCacheSize): number {
  const factor = units[unit.toLowerCase()]
  if (factor === undefined) throw unsupported(`unknown unit '${unit}' of a NUMA cell's cache`)
  return value * factor
}
