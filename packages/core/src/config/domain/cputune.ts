import type { Unknowns } from '../codec/unknowns.js'
import type { CpuSet, KiB, Other } from '../units.js'

/** `<cputune>`: shares, bandwidth and pinning of a domain's threads. Periods and quotas are in microseconds. */
export interface CpuTune extends Unknowns {
  readonly shares?: number
  readonly period?: number
  /** Negative: no limit. */
  readonly quota?: number
  readonly globalPeriod?: number
  readonly globalQuota?: number
  readonly emulatorPeriod?: number
  readonly emulatorQuota?: number
  readonly iothreadPeriod?: number
  readonly iothreadQuota?: number
  readonly vcpuPins?: readonly VcpuPin[]
  readonly emulatorPin?: { readonly cpuset: CpuSet } & Unknowns
  readonly iothreadPins?: readonly IoThreadPin[]
  readonly emulatorSched?: Scheduler
  readonly vcpuScheds?: readonly VcpuScheduler[]
  readonly iothreadScheds?: readonly IoThreadScheduler[]
  readonly cacheTunes?: readonly CacheTune[]
  readonly memoryTunes?: readonly MemoryBandwidthTune[]
}

export interface VcpuPin extends Unknowns {
  readonly vcpu: number
  readonly cpuset: CpuSet
}

export interface IoThreadPin extends Unknowns {
  readonly iothread: number
  readonly cpuset: CpuSet
}

export interface Scheduler extends Unknowns {
  readonly scheduler: 'batch' | 'idle' | 'fifo' | 'rr' | Other
  readonly priority?: number
}

export interface VcpuScheduler extends Scheduler {
  readonly vcpus: CpuSet
}

export interface IoThreadScheduler extends Scheduler {
  readonly iothreads: CpuSet
}

/** `<cachetune>`: a part of the host's cache for some vcpus (resctrl). */
export interface CacheTune extends Unknowns {
  readonly vcpus: CpuSet
  readonly caches?: readonly CacheAllocation[]
  readonly monitors?: readonly CacheMonitor[]
}

export interface CacheAllocation extends Unknowns {
  readonly id: number
  readonly level: number
  readonly type: 'both' | 'code' | 'data'
  readonly size: KiB
}

export interface CacheMonitor extends Unknowns {
  readonly level: number
  readonly vcpus: CpuSet
}

/** `<memorytune>`: a share of memory bandwidth for some vcpus (resctrl). */
export interface MemoryBandwidthTune extends Unknowns {
  readonly vcpus: CpuSet
  readonly nodes?: readonly MemoryBandwidth[]
  readonly monitors?: readonly MemoryBandwidthMonitor[]
}

export interface MemoryBandwidth extends Unknowns {
  readonly id: number
  /** Percent. */
  readonly bandwidth: number
}

export interface MemoryBandwidthMonitor extends Unknowns {
  readonly vcpus: CpuSet
}
