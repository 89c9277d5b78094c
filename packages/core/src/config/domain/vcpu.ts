import type { Codec } from '../codec/codec.js'
import { cpuSet } from '../codec/cpuset.js'
import { element } from '../codec/element.js'
import { attribute, content, required } from '../codec/fields.js'
import type { Unknowns } from '../codec/unknowns.js'
import { oneOf, positive, uint, yesNo } from '../codec/values.js'
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

export const vcpuCodec: Codec<VcpuConfig> = element('vcpu', {
  placement: attribute('placement', oneOf('static', 'auto')),
  cpuset: attribute('cpuset', cpuSet),
  current: attribute('current', uint),
  count: required(content(uint)),
})

export const vcpuStateCodec: Codec<VcpuState> = element('vcpu', {
  id: required(attribute('id', uint)),
  enabled: attribute('enabled', yesNo),
  hotpluggable: attribute('hotpluggable', yesNo),
  order: attribute('order', positive),
})
