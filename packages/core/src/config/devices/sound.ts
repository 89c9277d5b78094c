import type { Codec } from '../codec/codec.js'
import { element } from '../codec/element.js'
import { attribute, child, children, required } from '../codec/fields.js'
import type { Unknowns } from '../codec/unknowns.js'
import { oneOf, uint } from '../codec/values.js'
import { acpiIndexCodec, deviceInfo, type AcpiIndex, type DeviceInfo } from './common.js'

/** `<sound>`: a sound card. */
export interface SoundConfig extends DeviceInfo {
  readonly model: 'sb16' | 'es1370' | 'pcspk' | 'ac97' | 'ich6' | 'ich9' | 'usb' | 'ich7'
  readonly codecs?: readonly SoundCodec[]
  readonly audio?: { readonly id: number } & Unknowns
  readonly acpi?: AcpiIndex
}

export interface SoundCodec extends Unknowns {
  readonly type: 'duplex' | 'micro' | 'output'
}

export const soundCodec: Codec<SoundConfig> = element('sound', {
  model: required(
    attribute('model', oneOf('sb16', 'es1370', 'pcspk', 'ac97', 'ich6', 'ich9', 'usb', 'ich7')),
  ),
  codecs: children(
    element('codec', { type: required(attribute('type', oneOf('duplex', 'micro', 'output'))) }),
  ),
  audio: child(element('audio', { id: required(attribute('id', uint)) })),
  alias: deviceInfo.alias,
  acpi: child(acpiIndexCodec),
  address: deviceInfo.address,
})
