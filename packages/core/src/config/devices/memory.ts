import type { Unknowns } from '../codec/unknowns.js'
import type { CpuSet, KiB, Uuid } from '../units.js'
import type { DeviceInfo } from './common.js'

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
