import type { Codec } from '../codec/codec.js'
import { element } from '../codec/element.js'
import { attribute, child, content, plain, required, silent } from '../codec/fields.js'
import type { Unknowns } from '../codec/unknowns.js'
import { text, ulong } from '../codec/values.js'
import type { Bytes } from '../units.js'

/** `<lease>`: a lock that the domain holds while it runs. */
export interface LeaseConfig extends Unknowns {
  readonly lockspace?: string
  readonly key: string
  readonly target: LeaseTarget
}

export interface LeaseTarget extends Unknowns {
  readonly path: string
  readonly offset?: Bytes
}

export const leaseCodec: Codec<LeaseConfig> = element('lease', {
  lockspace: plain('lockspace', content(text)),
  key: required(plain('key', content(text))),
  target: required(
    child(
      element('target', {
        path: required(attribute('path', text)),
        offset: silent(attribute('offset', ulong), 0),
      }),
    ),
  ),
})
