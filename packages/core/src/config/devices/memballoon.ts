import type { Codec } from '../codec/codec.js'
import { element } from '../codec/element.js'
import { attribute, child, required } from '../codec/fields.js'
import type { Unknowns } from '../codec/unknowns.js'
import { onOff, oneOf, uint } from '../codec/values.js'
import {
  acpiIndexCodec,
  deviceInfo,
  virtioDriverCodec,
  type AcpiIndex,
  type DeviceInfo,
  type VirtioDriver,
} from './common.js'

/** `<memballoon>`: gives memory back to the host. */
export interface MemballoonConfig extends DeviceInfo {
  readonly model: 'virtio' | 'virtio-transitional' | 'virtio-non-transitional' | 'xen' | 'none'
  readonly autodeflate?: boolean
  readonly freePageReporting?: boolean
  /** Seconds between figures; 0: none. */
  readonly stats?: { readonly period: number } & Unknowns
  readonly driver?: VirtioDriver
  readonly acpi?: AcpiIndex
}

export const memballoonCodec: Codec<MemballoonConfig> = element('memballoon', {
  model: required(
    attribute('model', oneOf('virtio', 'virtio-transitional', 'virtio-non-transitional', 'xen', 'none')),
  ),
  autodeflate: attribute('autodeflate', onOff),
  freePageReporting: attribute('freePageReporting', onOff),
  stats: child(element('stats', { period: required(attribute('period', uint)) })),
  alias: deviceInfo.alias,
  acpi: child(acpiIndexCodec),
  address: deviceInfo.address,
  driver: child(virtioDriverCodec),
})
