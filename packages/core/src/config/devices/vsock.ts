import type { Codec } from '../codec/codec.js'
import { element } from '../codec/element.js'
import { attribute, child } from '../codec/fields.js'
import type { Unknowns } from '../codec/unknowns.js'
import { integer, oneOf, yesNo } from '../codec/values.js'
import {
  acpiIndexCodec,
  deviceInfo,
  virtioDriverCodec,
  type AcpiIndex,
  type DeviceInfo,
  type VirtioDriver,
} from './common.js'

/** `<vsock>`: sockets between guest and host. */
export interface VsockConfig extends DeviceInfo {
  readonly model?: 'virtio' | 'virtio-transitional' | 'virtio-non-transitional'
  readonly cid?: { readonly auto?: boolean; readonly address?: number } & Unknowns
  readonly driver?: VirtioDriver
  readonly acpi?: AcpiIndex
}

export const vsockCodec: Codec<VsockConfig> = element('vsock', {
  model: attribute('model', oneOf('virtio', 'virtio-transitional', 'virtio-non-transitional')),
  cid: child(
    element('cid', { auto: attribute('auto', yesNo), address: attribute('address', integer(3, 0xffffffff)) }),
  ),
  alias: deviceInfo.alias,
  acpi: child(acpiIndexCodec),
  address: deviceInfo.address,
  driver: child(virtioDriverCodec),
})
