import { completeLabel } from '../rules/seclabel.js'
import type { Codec } from '../codec/codec.js'
import { element } from '../codec/element.js'
import { attribute, content, plain } from '../codec/fields.js'
import type { Unknowns } from '../codec/unknowns.js'
import { oneOf, text, yesNo } from '../codec/values.js'

/** `<seclabel>` of a domain: how a security model (selinux, apparmor, dac) confines it. */
export interface SecurityLabel extends Unknowns {
  readonly type?: 'dynamic' | 'static' | 'none'
  readonly model?: string
  readonly relabel?: boolean
  readonly label?: string
  readonly imagelabel?: string
  readonly baselabel?: string
}

/** `<seclabel>` of a device's source. */
export interface DeviceSecurityLabel extends Unknowns {
  readonly model?: string
  readonly labelskip?: boolean
  readonly relabel?: boolean
  readonly label?: string
}

export const securityLabelCodec: Codec<SecurityLabel> = element(
  'seclabel',
  {
    type: attribute('type', oneOf('dynamic', 'static', 'none')),
    model: attribute('model', text),
    relabel: attribute('relabel', yesNo),
    label: plain('label', content(text)),
    imagelabel: plain('imagelabel', content(text)),
    baselabel: plain('baselabel', content(text)),
  },
  { refine: completeLabel },
)

export const deviceSecurityLabelCodec: Codec<DeviceSecurityLabel> = element('seclabel', {
  model: attribute('model', text),
  labelskip: attribute('labelskip', yesNo),
  relabel: attribute('relabel', yesNo),
  label: plain('label', content(text)),
})
