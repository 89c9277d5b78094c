import type { Codec } from '../codec/codec.js'
import { cpuSet } from '../codec/cpuset.js'
import { element } from '../codec/element.js'
import { attribute, child, children, content, plain, required } from '../codec/fields.js'
import { prettySize } from '../codec/scaled.js'
import type { Unknowns } from '../codec/unknowns.js'
import { int, long, oneOf, positive, uint, ulong, word } from '../codec/values.js'
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

const policies = word<Scheduler['scheduler']>()

const cacheAllocation: Codec<CacheAllocation> = element('cache', {
  id: required(attribute('id', uint)),
  level: required(attribute('level', uint)),
  type: required(attribute('type', oneOf('both', 'code', 'data'))),
  size: required(attribute('size', prettySize('B'))),
})

const cacheMonitor: Codec<CacheMonitor> = element('monitor', {
  level: required(attribute('level', uint)),
  vcpus: required(attribute('vcpus', cpuSet)),
})

const cacheTune: Codec<CacheTune> = element('cachetune', {
  vcpus: required(attribute('vcpus', cpuSet)),
  caches: children(cacheAllocation),
  monitors: children(cacheMonitor),
})

const memoryTune: Codec<MemoryBandwidthTune> = element('memorytune', {
  vcpus: required(attribute('vcpus', cpuSet)),
  nodes: children(
    element('node', {
      id: required(attribute('id', uint)),
      bandwidth: required(attribute('bandwidth', uint)),
    }),
  ),
  monitors: children(element('monitor', { vcpus: required(attribute('vcpus', cpuSet)) })),
})

export const cpuTuneCodec: Codec<CpuTune> = element('cputune', {
  shares: plain('shares', content(ulong)),
  period: plain('period', content(ulong)),
  quota: plain('quota', content(long)),
  globalPeriod: plain('global_period', content(ulong)),
  globalQuota: plain('global_quota', content(long)),
  emulatorPeriod: plain('emulator_period', content(ulong)),
  emulatorQuota: plain('emulator_quota', content(long)),
  iothreadPeriod: plain('iothread_period', content(ulong)),
  iothreadQuota: plain('iothread_quota', content(long)),
  vcpuPins: children(
    element('vcpupin', {
      vcpu: required(attribute('vcpu', uint)),
      cpuset: required(attribute('cpuset', cpuSet)),
    }),
  ),
  emulatorPin: child(element('emulatorpin', { cpuset: required(attribute('cpuset', cpuSet)) })),
  iothreadPins: children(
    element('iothreadpin', {
      iothread: required(attribute('iothread', positive)),
      cpuset: required(attribute('cpuset', cpuSet)),
    }),
  ),
  emulatorSched: child(
    element('emulatorsched', {
      scheduler: required(attribute('scheduler', policies)),
      priority: attribute('priority', int),
    }),
  ),
  vcpuScheds: children(
    element('vcpusched', {
      vcpus: required(attribute('vcpus', cpuSet)),
      scheduler: required(attribute('scheduler', policies)),
      priority: attribute('priority', int),
    }),
  ),
  iothreadScheds: children(
    element('iothreadsched', {
      iothreads: required(attribute('iothreads', cpuSet)),
      scheduler: required(attribute('scheduler', policies)),
      priority: attribute('priority', int),
    }),
  ),
  cacheTunes: children(cacheTune),
  memoryTunes: children(memoryTune),
})
