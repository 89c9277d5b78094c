import type { NumaCell, NumaSibling } from '@virt/core/config'
import { kibOf, mibOf, wholeNumber } from '@virt/xen-common'
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
    return cells.length === 0 ? {} : { vnuma: cells.map((cell, id) => rowOf(cell, id, cells)) }
  },
}

function cellOf(row: readonly string[], id: number): NumaCell {
  const options = new Map(
    row.map((text) => text.split('=', 2).map((word) => word.trim()) as [string, string]),
  )
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

function rowOf(cell: NumaCell, id: number, cells: readonly NumaCell[]): readonly string[] {
  return [
    `pnode=${id}`,
    `size=${mibOf(cell.memory)}`,
    ...(cell.cpus === undefined ? [] : [`vcpus=${cell.cpus}`]),
    `vdistances=${cells.map((other, at) => distance(cell, id, other, at)).join(',')}`,
  ]
}

const near = 10
const far = 20

/** Said by either of the two; else the usual. */
function distance(from: NumaCell, fromId: number, to: NumaCell, toId: number): number {
  return said(from, toId) ?? said(to, fromId) ?? (fromId === toId ? near : far)
}

function said({ distances }: NumaCell, id: number): number | undefined {
  return distances?.siblings?.find((sibling) => sibling.id === id)?.value
}
