import type { Unknowns } from '../codec/unknowns.js'
import type { CpuSet, KiB } from '../units.js'

/** `<cpu>`: the model that the guest sees, its topology and NUMA cells. */
export interface CpuConfig extends Unknowns {
  readonly mode?: 'custom' | 'host-model' | 'host-passthrough' | 'maximum'
  readonly match?: 'minimum' | 'exact' | 'strict'
  readonly check?: 'none' | 'partial' | 'full'
  readonly migratable?: boolean
  readonly model?: CpuModel
  readonly vendor?: string
  readonly topology?: CpuTopology
  readonly cache?: CpuCache
  readonly maxphysaddr?: CpuPhysicalAddress
  readonly features?: readonly CpuFeature[]
  readonly numa?: NumaConfig
}

export interface CpuModel extends Unknowns {
  /** Absent with `mode: 'host-model'` before the driver expands it. */
  readonly name?: string
  readonly fallback?: 'allow' | 'forbid'
  readonly vendorId?: string
}

export interface CpuTopology extends Unknowns {
  readonly sockets: number
  readonly dies?: number
  readonly cores: number
  readonly threads: number
}

export interface CpuCache extends Unknowns {
  readonly level?: number
  readonly mode: 'emulate' | 'passthrough' | 'disable'
}

export interface CpuPhysicalAddress extends Unknowns {
  readonly mode: 'emulate' | 'passthrough'
  readonly bits?: number
}

export interface CpuFeature extends Unknowns {
  readonly name: string
  readonly policy?: 'force' | 'require' | 'optional' | 'disable' | 'forbid'
}

export interface NumaConfig extends Unknowns {
  readonly cells?: readonly NumaCell[]
  readonly interconnects?: NumaInterconnects
}

export interface NumaCell extends Unknowns {
  /** Filled in by order when the XML has none. */
  readonly id: number
  readonly cpus?: CpuSet
  readonly memory: KiB
  readonly memAccess?: 'shared' | 'private'
  readonly discard?: boolean
  readonly distances?: { readonly siblings?: readonly NumaSibling[] } & Unknowns
  readonly caches?: readonly NumaCache[]
}

export interface NumaSibling extends Unknowns {
  readonly id: number
  /** 10 to 255. */
  readonly value: number
}

export interface NumaCache extends Unknowns {
  readonly level: number
  readonly associativity: 'none' | 'direct' | 'full'
  readonly policy: 'none' | 'writeback' | 'writethrough'
  readonly size: NumaCacheSize
  readonly line: NumaCacheSize
}

/** Kept in its unit, as libvirt does. */
export interface NumaCacheSize extends Unknowns {
  readonly value: number
  readonly unit: string
}

export interface NumaInterconnects extends Unknowns {
  readonly latencies?: readonly NumaLatency[]
  readonly bandwidths?: readonly NumaBandwidth[]
}

export interface NumaLatency extends Unknowns {
  readonly initiator: number
  readonly target: number
  readonly cache?: number
  readonly type: 'access' | 'read' | 'write'
  /** Nanoseconds. */
  readonly value: number
}

export interface NumaBandwidth extends Unknowns {
  readonly initiator: number
  readonly target: number
  readonly cache?: number
  readonly type: 'access' | 'read' | 'write'
  /** Per second. */
  readonly value: KiB
}
