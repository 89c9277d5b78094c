import type { DeviceInfo } from './common.js'

/** `<nvram>` among devices. */
export type NvramConfig = DeviceInfo
