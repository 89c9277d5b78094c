import type { Codec } from '../codec/codec.js'
import { cpuSet } from '../codec/cpuset.js'
import { element } from '../codec/element.js'
import { attribute, child, content, flag, plain, required } from '../codec/fields.js'
import { kib } from '../codec/scaled.js'
import type { Unknowns } from '../codec/unknowns.js'
import { oneOf, text, uint, uuid, yesNo } from '../codec/values.js'
import type { CpuSet, KiB, Uuid } from '../units.js'
import { deviceInfo, type DeviceInfo } from './common.js'

/** `<memory>` among devices: a module of memory. */
export interface MemoryDeviceConfig extends DeviceInfo {
  readonly model: 'dimm' | 'nvdimm' | 'virtio-pmem' | 'virtio-mem' | 'sgx-epc'
  readonly access?: 'shared' | 'private'
  readonly discard?: boolean
  readonly uuid?: Uuid
  readonly source?: MemoryDeviceSource
  readonly target: MemoryDeviceTarget
}

export interface MemoryDeviceSource extends Unknowns {
  readonly path?: string
  readonly alignsize?: KiB
  readonly pmem?: boolean
  readonly pagesize?: KiB
  readonly nodemask?: CpuSet
}

export interface MemoryDeviceTarget extends Unknowns {
  readonly size: KiB
  readonly node?: number
  readonly label?: { readonly size: KiB } & Unknowns
  readonly block?: KiB
  readonly requested?: KiB
  readonly current?: KiB
  readonly readonly?: boolean
}

const source: Codec<MemoryDeviceSource> = element('source', {
  nodemask: plain('nodemask', content(cpuSet)),
  pagesize: plain('pagesize', content(kib)),
  path: plain('path', content(text)),
  alignsize: plain('alignsize', content(kib)),
  pmem: flag('pmem'),
})

const target: Codec<MemoryDeviceTarget> = element('target', {
  size: required(plain('size', content(kib))),
  node: plain('node', content(uint)),
  label: child(element('label', { size: required(plain('size', content(kib))) })),
  readonly: flag('readonly'),
  block: plain('block', content(kib)),
  requested: plain('requested', content(kib)),
  current: plain('current', content(kib)),
})

export const memoryDeviceCodec: Codec<MemoryDeviceConfig> = element('memory', {
  model: required(attribute('model', oneOf('dimm', 'nvdimm', 'virtio-pmem', 'virtio-mem', 'sgx-epc'))),
  access: attribute('access', oneOf('shared', 'private')),
  discard: attribute('discard', yesNo),
  uuid: plain('uuid', content(uuid)),
  source: child(source),
  target: required(child(target)),
  ...deviceInfo,
})
