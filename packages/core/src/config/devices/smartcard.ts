import { completeBackend } from '../rules/backend.js'
import type { Codec } from '../codec/codec.js'
import { element } from '../codec/element.js'
import { attribute, content, plain, plains, required } from '../codec/fields.js'
import { oneOf, text } from '../codec/values.js'
import { chardevBackend, chardevTypes, type ChardevBackend, type ChardevType } from './chardev.js'
import { deviceInfo, type DeviceInfo } from './common.js'

/** `<smartcard>`. */
export interface SmartcardConfig extends Omit<ChardevBackend, 'type'>, DeviceInfo {
  readonly mode: 'host' | 'host-certificates' | 'passthrough'
  /** `passthrough`. */
  readonly type?: ChardevType
  /** `host-certificates`: three. */
  readonly certificates?: readonly string[]
  readonly database?: string
}

export const smartcardCodec: Codec<SmartcardConfig> = element(
  'smartcard',
  {
    mode: required(attribute('mode', oneOf('host', 'host-certificates', 'passthrough'))),
    type: attribute('type', chardevTypes),
    certificates: plains('certificate', content(text)),
    database: plain('database', content(text)),
    ...chardevBackend,
    ...deviceInfo,
  },
  { refine: (smartcard) => completeBackend(smartcard) },
)
