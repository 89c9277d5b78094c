import type { Codec } from '../codec/codec.js'
import { cpuSet } from '../codec/cpuset.js'
import { element } from '../codec/element.js'
import { attribute, child, children, required } from '../codec/fields.js'
import type { Unknowns } from '../codec/unknowns.js'
import { oneOf, uint } from '../codec/values.js'
import type { CpuSet } from '../units.js'

export type NumaMemoryMode = 'strict' | 'preferred' | 'interleave' | 'restrictive'

/** `<numatune>`: which host nodes guest memory comes from. */
export interface NumaTune extends Unknowns {
  readonly memory?: NumaMemory
  readonly memnodes?: readonly NumaMemoryNode[]
}

export interface NumaMemory extends Unknowns {
  readonly mode?: NumaMemoryMode
  readonly nodeset?: CpuSet
  readonly placement?: 'static' | 'auto'
}

export interface NumaMemoryNode extends Unknowns {
  readonly cellid: number
  readonly mode?: NumaMemoryMode
  readonly nodeset: CpuSet
}

const modes = oneOf('strict', 'preferred', 'interleave', 'restrictive')

const memory: Codec<NumaMemory> = element('memory', {
  mode: attribute('mode', modes),
  nodeset: attribute('nodeset', cpuSet),
  placement: attribute('placement', oneOf('static', 'auto')),
})

const memnode: Codec<NumaMemoryNode> = element('memnode', {
  cellid: required(attribute('cellid', uint)),
  mode: attribute('mode', modes),
  nodeset: required(attribute('nodeset', cpuSet)),
})

export const numaTuneCodec: Codec<NumaTune> = element('numatune', {
  memory: child(memory),
  memnodes: children(memnode),
})
