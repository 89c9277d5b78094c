import type { Codec } from '../codec/codec.js'
import { element } from '../codec/element.js'
import { attribute, child, fallback, required } from '../codec/fields.js'
import { oneOf } from '../codec/values.js'
import { acpiIndexCodec, deviceInfo, type AcpiIndex, type DeviceInfo } from './common.js'

/** `<watchdog>`. */
export interface WatchdogConfig extends DeviceInfo {
  readonly model: 'i6300esb' | 'ib700' | 'diag288' | 'itco'
  readonly action?: 'reset' | 'shutdown' | 'poweroff' | 'pause' | 'dump' | 'none' | 'inject-nmi'
  readonly acpi?: AcpiIndex
}

export const watchdogCodec: Codec<WatchdogConfig> = element('watchdog', {
  model: required(attribute('model', oneOf('i6300esb', 'ib700', 'diag288', 'itco'))),
  action: fallback(
    attribute('action', oneOf('reset', 'shutdown', 'poweroff', 'pause', 'dump', 'none', 'inject-nmi')),
    'reset',
  ),
  alias: deviceInfo.alias,
  acpi: child(acpiIndexCodec),
  address: deviceInfo.address,
})
