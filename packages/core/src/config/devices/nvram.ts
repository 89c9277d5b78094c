import type { Codec } from '../codec/codec.js'
import { element } from '../codec/element.js'
import { deviceInfo, type DeviceInfo } from './common.js'

/** `<nvram>` among devices. */
export type NvramConfig = DeviceInfo

export const nvramCodec: Codec<NvramConfig> = element('nvram', deviceInfo)
