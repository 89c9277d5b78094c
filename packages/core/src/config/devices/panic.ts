import type { Codec } from '../codec/codec.js'
import { element } from '../codec/element.js'
import { attribute, child } from '../codec/fields.js'
import { oneOf } from '../codec/values.js'
import { acpiIndexCodec, deviceInfo, type AcpiIndex, type DeviceInfo } from './common.js'

/** `<panic>`: how a guest tells that it crashed. */
export interface PanicConfig extends DeviceInfo {
  readonly model?: 'isa' | 'pseries' | 'hyperv' | 's390' | 'pvpanic'
  readonly acpi?: AcpiIndex
}

export const panicCodec: Codec<PanicConfig> = element('panic', {
  model: attribute('model', oneOf('isa', 'pseries', 'hyperv', 's390', 'pvpanic')),
  alias: deviceInfo.alias,
  acpi: child(acpiIndexCodec),
  address: deviceInfo.address,
})
