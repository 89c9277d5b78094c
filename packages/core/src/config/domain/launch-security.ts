import type { Codec } from '../codec/codec.js'
import { element } from '../codec/element.js'
import { attribute, content, plain, required } from '../codec/fields.js'
import type { Unknowns } from '../codec/unknowns.js'
import { cUint, hex, oneOf, text, yesNo } from '../codec/values.js'

/** `<launchSecurity>`: memory encryption of the guest. */
export interface LaunchSecurity extends Unknowns {
  readonly type: 'sev' | 's390-pv'
  readonly kernelHashes?: boolean
  readonly cbitpos?: number
  readonly reducedPhysBits?: number
  /** `<policy>`, bit mask. Present with `sev`. */
  readonly policy?: number
  readonly dhCert?: string
  readonly session?: string
}

export const launchSecurityCodec: Codec<LaunchSecurity> = element('launchSecurity', {
  type: required(attribute('type', oneOf('sev', 's390-pv'))),
  kernelHashes: attribute('kernelHashes', yesNo),
  cbitpos: plain('cbitpos', content(cUint)),
  reducedPhysBits: plain('reducedPhysBits', content(cUint)),
  policy: plain('policy', content(hex(4))),
  dhCert: plain('dhCert', content(text)),
  session: plain('session', content(text)),
})
