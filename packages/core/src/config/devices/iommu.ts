import type { Unknowns } from '../codec/unknowns.js'
import type { DeviceInfo } from './common.js'

/** `<iommu>`. */
export interface IommuConfig extends DeviceInfo {
  readonly model: 'intel' | 'smmuv3' | 'virtio'
  readonly driver?: IommuDriver
}

export interface IommuDriver extends Unknowns {
  readonly intremap?: boolean
  readonly cachingMode?: boolean
  readonly eim?: boolean
  readonly iotlb?: boolean
  readonly awBits?: number
}
