import type { Unknowns } from '../codec/unknowns.js'
import type { CpuSet } from '../units.js'

/** `<vcpu>`: how many virtual CPUs, and on which host CPUs. */
export interface VcpuConfig extends Unknowns {
  /** The most it can have. */
  readonly count: number
  /** Those it starts with; absent: all. */
  readonly current?: number
  readonly placement?: 'static' | 'auto'
  readonly cpuset?: CpuSet
}

/** One row of `<vcpus>`. */
export interface VcpuState extends Unknowns {
  readonly id: number
  readonly enabled?: boolean
  readonly hotpluggable?: boolean
  readonly order?: number
}
