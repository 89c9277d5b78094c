import type { DeviceInfo } from './common.js'

/** `<hub>`. */
export interface HubConfig extends DeviceInfo {
  readonly type: 'usb'
}
