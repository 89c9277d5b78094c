import type { Unknowns } from '../codec/unknowns.js'
import type { Other } from '../units.js'
import type { AcpiIndex, DeviceInfo } from './common.js'

/** `<sound>`: a sound card. */
export interface SoundConfig extends DeviceInfo {
  readonly model: 'sb16' | 'es1370' | 'pcspk' | 'ac97' | 'ich6' | 'ich9' | 'usb' | 'ich7' | Other
  readonly codecs?: readonly SoundCodec[]
  readonly audio?: { readonly id: number } & Unknowns
  readonly acpi?: AcpiIndex
}

export interface SoundCodec extends Unknowns {
  readonly type: 'duplex' | 'micro' | 'output'
}
