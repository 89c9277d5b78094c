import { completeBackend } from '../rules/backend.js'
import type { Codec } from '../codec/codec.js'
import { element } from '../codec/element.js'
import { attribute, child, content, required } from '../codec/fields.js'
import type { Unknowns } from '../codec/unknowns.js'
import { oneOf, text, uint } from '../codec/values.js'
import { chardevBackend, chardevTypes, type ChardevBackend } from './chardev.js'
import {
  acpiIndexCodec,
  deviceInfo,
  virtioDriverCodec,
  type AcpiIndex,
  type DeviceInfo,
  type VirtioDriver,
} from './common.js'

/** `<rng>`: entropy for the guest. */
export interface RngConfig extends DeviceInfo {
  readonly model: 'virtio' | 'virtio-transitional' | 'virtio-non-transitional'
  readonly driver?: VirtioDriver
  readonly rate?: RngRate
  readonly backend: RngBackend
  readonly acpi?: AcpiIndex
}

export interface RngRate extends Unknowns {
  readonly bytes: number
  /** Milliseconds. */
  readonly period?: number
}

export interface RngBackend extends Omit<ChardevBackend, 'type'>, Unknowns {
  readonly model: 'random' | 'egd' | 'builtin'
  /** `random`: the device to read from. */
  readonly path?: string
  /** `egd`. */
  readonly type?: ChardevBackend['type']
}

const backend: Codec<RngBackend> = element(
  'backend',
  {
    model: required(attribute('model', oneOf('random', 'egd', 'builtin'))),
    type: attribute('type', chardevTypes),
    path: content(text),
    ...chardevBackend,
  },
  { refine: (backend) => completeBackend(backend) },
)

export const rngCodec: Codec<RngConfig> = element('rng', {
  model: required(attribute('model', oneOf('virtio', 'virtio-transitional', 'virtio-non-transitional'))),
  rate: child(
    element('rate', { bytes: required(attribute('bytes', uint)), period: attribute('period', uint) }),
  ),
  backend: required(child(backend)),
  driver: child(virtioDriverCodec),
  alias: deviceInfo.alias,
  acpi: child(acpiIndexCodec),
  address: deviceInfo.address,
})
