import type { NumaCell, NumaSibling } from '@virt/core/config'
import { kibOf, mibOf, wholeNumber } from '@virt/xen-common'
import { optionOf } from '../options.js'
import { malformed } from '../settings.js'
import type { Topic } from '../topic.js'

/** The NUMA nodes that the guest sees, each with its memory, its vcpus, and how far the others are. */
export const vnuma: Topic = {
  keys: ['vnuma'],
  read(settings) {
    const cells = settings.rows('vnuma').map(cellOf)
    return cells.length === 0 ? {} : { cpu: { numa: { cells } } }
  },
  write({ cpu }) {
    const cells = cpu?.numa?.cells ?? []
    const distances = cells.map(distancesOf)
    return cells.length === 0 ? {} : { vnuma: cells.map((cell, id) => rowOf(cell, id, distances)) }
  },
}

function cellOf(row: readonly string[], id: number): NumaCell {
  const options = new Map(row.map(optionOf))
  const size = wholeNumber(options.get('size'))
  const distances = options.get('vdistances')?.split(',').map(Number)
  if (size === undefined || distances?.some((distance) => !Number.isInteger(distance)))
    throw malformed('vnuma')
  const siblings = distances?.map((value, sibling): NumaSibling => ({ id: sibling, value }))
  return {
    id,
    cpus: options.get('vcpus'),
    memory: kibOf(size),
    ...(siblings && { distances: { siblings } }),
  }
}

type Distances = ReadonlyMap<number, number>

function distancesOf({ distances }: NumaCell): Distances {
  return new Map(distances?.siblings?.map(({ id, value }) => [id, value]))
}

function rowOf(cell: NumaCell, id: number, all: readonly Distances[]): readonly string[] {
  return [
    `pnode=${id}`,
    `size=${mibOf(cell.memory)}`,
    ...(cell.cpus === undefined ? [] : [`vcpus=${cell.cpus}`]),
    `vdistances=${all.map((_, other) => distance(all, id, other)).join(',')}`,
  ]
}

const near = 10
const far = 20

/** Said by either of the two; else the usual. */
function distance(all: readonly Distances[], from: number, to: number): number {
  return all[from]?.get(to) ?? all[to]?.get(from) ?? (from === to ? near : far)
}
