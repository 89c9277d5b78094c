import type { Unknowns } from '../codec/unknowns.js'
import type { CpuSet, Other } from '../units.js'

export type NumaMemoryMode = 'strict' | 'preferred' | 'interleave' | 'restrictive' | Other

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
