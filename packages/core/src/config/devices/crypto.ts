import type { Codec } from '../codec/codec.js'
import { element } from '../codec/element.js'
import { attribute, child, required } from '../codec/fields.js'
import type { Unknowns } from '../codec/unknowns.js'
import { oneOf, uint } from '../codec/values.js'
import { deviceInfo, virtioDriverCodec, type DeviceInfo, type VirtioDriver } from './common.js'

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

const backend: Codec<CryptoBackend> = element('backend', {
  model: required(attribute('model', oneOf('builtin', 'lkcf'))),
  queues: attribute('queues', uint),
})

export const cryptoCodec: Codec<CryptoConfig> = element('crypto', {
  model: required(attribute('model', oneOf('virtio'))),
  type: required(attribute('type', oneOf('qemu'))),
  backend: required(child(backend)),
  driver: child(virtioDriverCodec),
  ...deviceInfo,
})
