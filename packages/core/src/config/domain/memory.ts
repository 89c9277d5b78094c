import type { Unknowns } from '../codec/unknowns.js'
import type { CpuSet, KiB } from '../units.js'

export interface MaxMemory extends Unknowns {
  readonly size: KiB
  readonly slots: number
}

/** `<memtune>`: limits that the host's kernel keeps. */
export interface MemoryTune extends Unknowns {
  readonly hardLimit?: KiB
  readonly softLimit?: KiB
  readonly minGuarantee?: KiB
  readonly swapHardLimit?: KiB
}

export interface HugePage extends Unknowns {
  readonly size: KiB
  /** Guest NUMA cells it is for; absent: all others. */
  readonly nodeset?: CpuSet
}

export interface HugePages extends Unknowns {
  readonly pages?: readonly HugePage[]
}

/** `<memoryBacking>`: what the host gives as guest memory. */
export interface MemoryBacking extends Unknowns {
  readonly hugepages?: HugePages
  readonly nosharepages?: boolean
  readonly locked?: boolean
  readonly source?: { readonly type: 'file' | 'anonymous' | 'memfd' } & Unknowns
  readonly access?: { readonly mode: 'shared' | 'private' } & Unknowns
  readonly allocation?: MemoryAllocation
  readonly discard?: boolean
}

export interface MemoryAllocation extends Unknowns {
  readonly mode?: 'immediate' | 'ondemand'
  readonly threads?: number
}
