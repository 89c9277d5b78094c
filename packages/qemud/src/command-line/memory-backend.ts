import type { CpuSet, DomainConfig, KiB, NumaMemoryMode } from '@virt/core/config'
import { parseCpuList } from '../host/cpu-list.js'
import { unsupported, type Plan } from './plan.js'

/** A piece of guest memory, and what was said of it alone. */
export interface Piece {
  readonly id: string
  readonly size: KiB
  /** The guest's NUMA cell that it belongs to. */
  readonly cell?: number
  readonly access?: 'shared' | 'private'
  readonly discard?: boolean
  /** A file of the host that it is kept in. */
  readonly path?: string
  /** 4: ordinary pages. Absent: what the domain says. */
  readonly pageSize?: KiB
  /** Host nodes that it comes from. */
  readonly nodes?: CpuSet
  readonly alignment?: KiB
  /** A module of persistent memory. */
  readonly persistent?: boolean
  /** Its device fills it, if anybody does. */
  readonly sparse?: boolean
}

const ordinaryPage = 4

/** The object that is a piece of guest memory: what the host takes it from, and how. */
export function memoryBackend(plan: Plan, piece: Piece): object {
  const { memoryBacking: backing } = plan.config
  const { id, size, alignment, persistent, discard = backing?.discard } = piece
  const source = memorySource(plan, piece)
  const threads = backing?.allocation?.threads
  const prealloc = !piece.sparse && isFilledBeforehand(plan, piece)
  return {
    'qom-type': source.type,
    id,
    ...source.properties,
    'discard-data': source.type === 'memory-backend-file' && discard ? true : undefined,
    share: sharing(piece, backing),
    prealloc: prealloc || undefined,
    'prealloc-threads': prealloc ? threads : undefined,
    size: size * 1024,
    align: alignment === undefined ? undefined : alignment * 1024,
    pmem: persistent || undefined,
    ...placement(plan.config, piece),
  }
}

interface Source {
  readonly type: 'memory-backend-ram' | 'memory-backend-memfd' | 'memory-backend-file'
  readonly properties: object
}

type Backing = DomainConfig['memoryBacking']

/** Huge pages come through memfd too: no mount of hugetlbfs is needed, and no file is left over. */
function memorySource(plan: Plan, piece: Piece): Source {
  const { memoryBacking: backing } = plan.config
  const page = hugePage(backing, piece)
  if (piece.path !== undefined) return { type: 'memory-backend-file', properties: { 'mem-path': piece.path } }
  if (page !== undefined) {
    const hugetlbsize = page === 'default' ? undefined : page * 1024
    return { type: 'memory-backend-memfd', properties: { hugetlb: true, hugetlbsize } }
  }
  if (backing?.source?.type === 'file')
    return { type: 'memory-backend-file', properties: { 'mem-path': plan.directory ?? '/var/tmp' } }
  const descriptor = backing?.source?.type === 'memfd' || sharing(piece, backing) === true
  return { type: descriptor ? 'memory-backend-memfd' : 'memory-backend-ram', properties: {} }
}

function hugePage(backing: Backing, { pageSize, cell = 0 }: Piece): KiB | 'default' | undefined {
  if (pageSize !== undefined) return pageSize === ordinaryPage ? undefined : pageSize
  if (!backing?.hugepages) return undefined
  const { pages = [] } = backing.hugepages
  if (pages.length === 0) return 'default'
  const own = pages.find(({ nodeset }) => nodeset !== undefined && parseCpuList(nodeset).includes(cell))
  const page = own ?? pages.find(({ nodeset }) => nodeset === undefined)
  return page === undefined || page.size === ordinaryPage ? undefined : page.size
}

function sharing({ access }: Piece, backing: Backing): boolean | undefined {
  const mode = access ?? backing?.access?.mode
  return mode === undefined ? undefined : mode === 'shared'
}

/** Whether the host must give all of it before the guest runs. Huge pages could run out later. */
export function isFilledBeforehand({ config }: Plan, piece: Piece): boolean {
  const { memoryBacking: backing } = config
  if (piece.persistent) return false
  return (
    backing?.allocation?.mode === 'immediate' ||
    piece.path !== undefined ||
    hugePage(backing, piece) !== undefined
  )
}

const policies: Readonly<Partial<Record<NumaMemoryMode, string>>> = {
  strict: 'bind',
  preferred: 'preferred',
  interleave: 'interleave',
}

function placement({ numatune }: DomainConfig, { cell, nodes }: Piece): object {
  const node = numatune?.memnodes?.find(({ cellid }) => cellid === cell)
  const nodeset = nodes ?? node?.nodeset ?? numatune?.memory?.nodeset
  const policy = policies[node?.mode ?? numatune?.memory?.mode ?? 'strict']
  if (nodeset === undefined || policy === undefined) return {}
  const hosts = parseCpuList(nodeset)
  if (hosts.length === 0) throw unsupported(`NUMA nodeset '${nodeset}' is empty`)
  return { 'host-nodes': hosts, policy }
}
