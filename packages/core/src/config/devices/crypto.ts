import type { Unknowns } from '../codec/unknowns.js'
import type { DeviceInfo, VirtioDriver } from './common.js'

/** `<crypto>`. */
export interface CryptoConfig extends DeviceInfo {
  readonly model: 'virtio'
  readonly type: 'qemu'
  readonly backend: CryptoBackend
  readonly driver?: VirtioDriver
}

export interface CryptoBackend extends Unknowns {
  readonly model: 'builtin' | 'lkcf'
  readonly queues?: number
}
