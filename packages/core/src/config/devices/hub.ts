import type { Codec } from '../codec/codec.js'
import { element } from '../codec/element.js'
import { attribute, required } from '../codec/fields.js'
import { oneOf } from '../codec/values.js'
import { deviceInfo, type DeviceInfo } from './common.js'

/** `<hub>`. */
export interface HubConfig extends DeviceInfo {
  readonly type: 'usb'
}

export const hubCodec: Codec<HubConfig> = element('hub', {
  type: required(attribute('type', oneOf('usb'))),
  ...deviceInfo,
})
