import type { Codec } from '../codec/codec.js'
import { element } from '../codec/element.js'
import { attribute, child, children, content, counted, plain, required } from '../codec/fields.js'
import { kib, unitFirst } from '../codec/scaled.js'
import type { Unknowns } from '../codec/unknowns.js'
import { text, uint, ulong } from '../codec/values.js'
import type { CpuSet, KiB } from '../units.js'

export interface HostTopology extends Unknowns {
  readonly cells?: readonly HostCell[]
}

export interface HostCell extends Unknowns {
  readonly id: number
  readonly memory?: KiB
  readonly pages?: readonly HostCellPages[]
  readonly distances?: { readonly siblings?: readonly HostDistance[] } & Unknowns
  readonly cpus?: readonly HostCellCpu[]
}

export interface HostCellPages extends Unknowns {
  readonly size: KiB
  readonly count: number
}

export interface HostDistance extends Unknowns {
  readonly id: number
  readonly value: number
}

export interface HostCellCpu extends Unknowns {
  readonly id: number
  readonly socketId?: number
  readonly dieId?: number
  readonly coreId?: number
  readonly siblings?: CpuSet
}

const distance: Codec<HostDistance> = element('sibling', {
  id: required(attribute('id', uint)),
  value: required(attribute('value', uint)),
})

const cellCpu: Codec<HostCellCpu> = element('cpu', {
  id: required(attribute('id', uint)),
  socketId: attribute('socket_id', uint),
  dieId: attribute('die_id', uint),
  coreId: attribute('core_id', uint),
  siblings: attribute('siblings', text),
})

const cell: Codec<HostCell> = element('cell', {
  id: required(attribute('id', uint)),
  memory: plain('memory', content(kib)),
  pages: children(
    element('pages', { size: required(attribute('size', unitFirst)), count: required(content(ulong)) }),
  ),
  distances: child(element('distances', { siblings: children(distance) })),
  cpus: plain('cpus', counted('num', cellCpu)),
})

export const hostTopologyCodec: Codec<HostTopology> = element('topology', {
  cells: plain('cells', counted('num', cell)),
})
