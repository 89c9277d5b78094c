import type { Codec } from '../codec/codec.js'
import { element, type Fields } from '../codec/element.js'
import {
  attribute,
  child,
  children,
  content,
  flag,
  plain,
  required,
  type ChildField,
} from '../codec/fields.js'
import type { Unknowns } from '../codec/unknowns.js'
import { onOff, text, uint, word, yesNo, type Value } from '../codec/values.js'
import type { DomainType } from '../domain/domain.js'
import type { Other } from '../units.js'

/** A kind of guest that the host can run. */
export interface CapabilitiesGuest extends Unknowns {
  readonly osType: 'hvm' | 'xen' | 'linux' | 'exe' | Other
  readonly arch: GuestArch
  readonly features?: GuestFeatures
}

export interface GuestArch extends GuestPlatform {
  /** `x86_64`. */
  readonly name: string
  readonly wordsize: 32 | 64
  /** Hypervisors that can run it; the first is the usual one. */
  readonly domains?: readonly GuestDomainType[]
}

/** Emulator and machines, of an architecture or of one hypervisor for it. */
export interface GuestPlatform extends Unknowns {
  readonly emulator?: string
  readonly loader?: string
  readonly machines?: readonly GuestMachine[]
}

export interface GuestMachine extends Unknowns {
  readonly name: string
  /** The machine that this name stands for. */
  readonly canonical?: string
  readonly maxCpus?: number
  readonly deprecated?: boolean
}

export interface GuestDomainType extends GuestPlatform {
  readonly type: DomainType
}

/** A feature that the host can switch: `default` is what a guest gets unasked. */
export interface GuestToggle extends Unknowns {
  readonly default?: boolean
  readonly toggle?: boolean
}

export interface GuestFeatures extends Unknowns {
  readonly pae?: boolean
  readonly nonpae?: boolean
  readonly ia64Be?: boolean
  readonly acpi?: GuestToggle
  readonly apic?: GuestToggle
  readonly hap?: GuestToggle
  readonly cpuselection?: boolean
  readonly deviceboot?: boolean
  readonly disksnapshot?: GuestToggle
  readonly externalSnapshot?: boolean
}

const machine: Codec<GuestMachine> = element('machine', {
  canonical: attribute('canonical', text),
  maxCpus: attribute('maxCpus', uint),
  deprecated: attribute('deprecated', yesNo),
  name: required(content(text)),
})

const platform: Fields<Omit<GuestPlatform, 'extra'>> = {
  emulator: plain('emulator', content(text)),
  loader: plain('loader', content(text)),
  machines: children(machine),
}

const wordsizes: Value<32 | 64> = {
  read: (text) => (({ 32: 32, 64: 64 }) as const)[text],
  write: String,
}

const arch: Codec<GuestArch> = element('arch', {
  name: required(attribute('name', text)),
  wordsize: required(plain('wordsize', content(wordsizes))),
  ...platform,
  domains: children(element('domain', { type: required(attribute('type', word())), ...platform })),
})

function toggle(name: string): ChildField<GuestToggle> {
  return child(
    element<GuestToggle>(name, { default: attribute('default', onOff), toggle: attribute('toggle', yesNo) }),
  )
}

const features: Codec<GuestFeatures> = element('features', {
  pae: flag('pae'),
  nonpae: flag('nonpae'),
  ia64Be: flag('ia64_be'),
  acpi: toggle('acpi'),
  apic: toggle('apic'),
  hap: toggle('hap'),
  cpuselection: flag('cpuselection'),
  deviceboot: flag('deviceboot'),
  disksnapshot: toggle('disksnapshot'),
  externalSnapshot: flag('externalSnapshot'),
})

export const capabilitiesGuestCodec: Codec<CapabilitiesGuest> = element('guest', {
  osType: required(plain('os_type', content(word()))),
  arch: required(child(arch)),
  features: child(features),
})
