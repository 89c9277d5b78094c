import { completeBackend } from '../rules/backend.js'
import type { Codec } from '../codec/codec.js'
import { element } from '../codec/element.js'
import { attribute, child, fallback, required } from '../codec/fields.js'
import { oneOf } from '../codec/values.js'
import { chardevBackend, chardevTypes, type ChardevBackend } from './chardev.js'
import { bootOrderCodec, deviceInfo, type BootOrder, type DeviceInfo } from './common.js'

/** `<redirdev>`: a USB device from elsewhere. */
export interface RedirdevConfig extends ChardevBackend, DeviceInfo {
  readonly bus: 'usb'
  readonly boot?: BootOrder
}

export const redirdevCodec: Codec<RedirdevConfig> = element(
  'redirdev',
  {
    bus: fallback(attribute('bus', oneOf('usb')), 'usb'),
    type: required(attribute('type', chardevTypes)),
    ...chardevBackend,
    boot: child(bootOrderCodec),
    ...deviceInfo,
  },
  { refine: (redirdev) => completeBackend(redirdev) },
)
