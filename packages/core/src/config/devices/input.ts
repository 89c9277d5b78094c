import type { Codec } from '../codec/codec.js'
import { element } from '../codec/element.js'
import { attribute, child, required } from '../codec/fields.js'
import type { Unknowns } from '../codec/unknowns.js'
import { onOff, oneOf, text } from '../codec/values.js'
import {
  acpiIndexCodec,
  deviceInfo,
  virtioDriverCodec,
  type AcpiIndex,
  type DeviceInfo,
  type VirtioDriver,
} from './common.js'

/** `<input>`. */
export interface InputConfig extends DeviceInfo {
  readonly type: 'mouse' | 'tablet' | 'keyboard' | 'passthrough' | 'evdev'
  readonly bus?: 'ps2' | 'usb' | 'xen' | 'parallels' | 'virtio' | 'default'
  readonly model?: 'virtio' | 'virtio-transitional' | 'virtio-non-transitional'
  readonly driver?: VirtioDriver
  readonly source?: InputSource
  readonly acpi?: AcpiIndex
}

export interface InputSource extends Unknowns {
  /** `evdev`. */
  readonly dev?: string
  readonly grab?: 'all'
  readonly grabToggle?:
    'ctrl-ctrl' | 'alt-alt' | 'shift-shift' | 'meta-meta' | 'scrolllock' | 'ctrl-scrolllock'
  readonly repeat?: boolean
  /** `passthrough`. */
  readonly evdev?: string
}

const source: Codec<InputSource> = element('source', {
  dev: attribute('dev', text),
  grab: attribute('grab', oneOf('all')),
  grabToggle: attribute(
    'grabToggle',
    oneOf('ctrl-ctrl', 'alt-alt', 'shift-shift', 'meta-meta', 'scrolllock', 'ctrl-scrolllock'),
  ),
  repeat: attribute('repeat', onOff),
  evdev: attribute('evdev', text),
})

export const inputCodec: Codec<InputConfig> = element('input', {
  type: required(attribute('type', oneOf('mouse', 'tablet', 'keyboard', 'passthrough', 'evdev'))),
  bus: attribute('bus', oneOf('ps2', 'usb', 'xen', 'parallels', 'virtio', 'default')),
  model: attribute('model', oneOf('virtio', 'virtio-transitional', 'virtio-non-transitional')),
  driver: child(virtioDriverCodec),
  alias: deviceInfo.alias,
  acpi: child(acpiIndexCodec),
  address: deviceInfo.address,
  source: child(source),
})
