import type { Codec } from '../codec/codec.js'
import { element } from '../codec/element.js'
import { attribute, child, children, content, plain, required } from '../codec/fields.js'
import type { Unknowns } from '../codec/unknowns.js'
import { integer, onOff, oneOf, positive, text, uint } from '../codec/values.js'
import { numaCodec, type NumaConfig } from './numa.js'

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

const model: Codec<CpuModel> = element('model', {
  fallback: attribute('fallback', oneOf('allow', 'forbid')),
  vendorId: attribute('vendor_id', text),
  name: content(text),
})

export const cpuTopologyCodec: Codec<CpuTopology> = element('topology', {
  sockets: required(attribute('sockets', positive)),
  dies: attribute('dies', positive),
  cores: required(attribute('cores', positive)),
  threads: required(attribute('threads', positive)),
})

const cache: Codec<CpuCache> = element('cache', {
  level: attribute('level', integer(1, 3)),
  mode: required(attribute('mode', oneOf('emulate', 'passthrough', 'disable'))),
})

export const featureCodec: Codec<CpuFeature> = element('feature', {
  policy: attribute('policy', oneOf('force', 'require', 'optional', 'disable', 'forbid')),
  name: required(attribute('name', text)),
})

export const cpuCodec: Codec<CpuConfig> = element('cpu', {
  mode: attribute('mode', oneOf('custom', 'host-model', 'host-passthrough', 'maximum')),
  match: attribute('match', oneOf('minimum', 'exact', 'strict')),
  check: attribute('check', oneOf('none', 'partial', 'full')),
  migratable: attribute('migratable', onOff),
  model: child(model),
  vendor: plain('vendor', content(text)),
  topology: child(cpuTopologyCodec),
  cache: child(cache),
  maxphysaddr: child(
    element('maxphysaddr', {
      mode: required(attribute('mode', oneOf('emulate', 'passthrough'))),
      bits: attribute('bits', uint),
    }),
  ),
  features: children(featureCodec),
  numa: child(numaCodec),
})
