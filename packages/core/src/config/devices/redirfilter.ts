import type { Codec } from '../codec/codec.js'
import { element } from '../codec/element.js'
import { attribute, children, required } from '../codec/fields.js'
import type { Unknowns } from '../codec/unknowns.js'
import { hex, text, yesNo, type Value } from '../codec/values.js'

/** `<redirfilter>`: which USB devices may be redirected; the first rule that fits decides. */
export interface RedirfilterConfig extends Unknowns {
  readonly rules?: readonly UsbFilterRule[]
}

/** Absent fields fit every device. */
export interface UsbFilterRule extends Unknowns {
  readonly class?: number | 'any'
  readonly vendor?: number | 'any'
  readonly product?: number | 'any'
  readonly version?: string
  readonly allow: boolean
}

/** libvirt writes -1 for a number that may be any. */
function id(digits: number): Value<number | 'any'> {
  const number = hex(digits, 16 ** digits - 1)
  return {
    read: (text, unit) => (text === '-1' ? 'any' : number.read(text, unit)),
    write: (value) => (value === 'any' ? '-1' : number.write(value)),
  }
}

const rule: Codec<UsbFilterRule> = element('usbdev', {
  class: attribute('class', id(2)),
  vendor: attribute('vendor', id(4)),
  product: attribute('product', id(4)),
  version: attribute('version', text),
  allow: required(attribute('allow', yesNo)),
})

export const redirfilterCodec: Codec<RedirfilterConfig> = element('redirfilter', { rules: children(rule) })
