import type { Codec } from '../codec/codec.js'
import { element } from '../codec/element.js'
import { attribute, child, required } from '../codec/fields.js'
import type { Unknowns } from '../codec/unknowns.js'
import { onOff, oneOf, uint } from '../codec/values.js'
import { deviceInfo, type DeviceInfo } from './common.js'

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

const driver: Codec<IommuDriver> = element('driver', {
  intremap: attribute('intremap', onOff),
  cachingMode: attribute('caching_mode', onOff),
  eim: attribute('eim', onOff),
  iotlb: attribute('iotlb', onOff),
  awBits: attribute('aw_bits', uint),
})

export const iommuCodec: Codec<IommuConfig> = element('iommu', {
  model: required(attribute('model', oneOf('intel', 'smmuv3', 'virtio'))),
  driver: child(driver),
  ...deviceInfo,
})
