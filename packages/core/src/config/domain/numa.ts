import type { Codec } from '../codec/codec.js'
import { cpuSet } from '../codec/cpuset.js'
import { element } from '../codec/element.js'
import { attribute, child, children, required, type ChildField } from '../codec/fields.js'
import { kib } from '../codec/scaled.js'
import type { Unknowns } from '../codec/unknowns.js'
import { integer, oneOf, text, uint, ulong, yesNo } from '../codec/values.js'
import type { CpuSet, KiB } from '../units.js'

/** `<numa>`: the NUMA cells that the guest sees. */
export interface NumaConfig extends Unknowns {
  readonly cells?: readonly NumaCell[]
  readonly interconnects?: NumaInterconnects
}

export interface NumaCell extends Unknowns {
  /** Filled in by order at parse when the XML has none. */
  readonly id?: number
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

function cacheSize(name: string): ChildField<NumaCacheSize> {
  return child(
    element<NumaCacheSize>(name, {
      value: required(attribute('value', uint)),
      unit: required(attribute('unit', text)),
    }),
  )
}

const cache: Codec<NumaCache> = element('cache', {
  level: required(attribute('level', uint)),
  associativity: required(attribute('associativity', oneOf('none', 'direct', 'full'))),
  policy: required(attribute('policy', oneOf('none', 'writeback', 'writethrough'))),
  size: required(cacheSize('size')),
  line: required(cacheSize('line')),
})

const sibling: Codec<NumaSibling> = element('sibling', {
  id: required(attribute('id', uint)),
  value: required(attribute('value', integer(10, 255))),
})

const cell: Codec<NumaCell> = element('cell', {
  id: attribute('id', uint),
  cpus: attribute('cpus', cpuSet),
  memory: required(attribute('memory', kib)),
  memAccess: attribute('memAccess', oneOf('shared', 'private')),
  discard: attribute('discard', yesNo),
  distances: child(element('distances', { siblings: children(sibling) })),
  caches: children(cache),
})

const access = oneOf('access', 'read', 'write')

const latency: Codec<NumaLatency> = element('latency', {
  initiator: required(attribute('initiator', uint)),
  target: required(attribute('target', uint)),
  cache: attribute('cache', uint),
  type: required(attribute('type', access)),
  value: required(attribute('value', ulong)),
})

const bandwidth: Codec<NumaBandwidth> = element('bandwidth', {
  initiator: required(attribute('initiator', uint)),
  target: required(attribute('target', uint)),
  cache: attribute('cache', uint),
  type: required(attribute('type', access)),
  value: required(attribute('value', kib)),
})

const interconnects: Codec<NumaInterconnects> = element('interconnects', {
  latencies: children(latency),
  bandwidths: children(bandwidth),
})

export const numaCodec: Codec<NumaConfig> = element('numa', {
  cells: children(cell),
  interconnects: child(interconnects),
})
