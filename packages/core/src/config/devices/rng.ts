import type { Unknowns } from '../codec/unknowns.js'
import type { Other } from '../units.js'
import type { ChardevBackend } from './chardev.js'
import type { AcpiIndex, DeviceInfo, VirtioDriver } from './common.js'

/** `<rng>`: entropy for the guest. */
export interface RngConfig extends DeviceInfo {
  readonly model: 'virtio' | 'virtio-transitional' | 'virtio-non-transitional' | Other
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
