import type { Unknowns } from '../codec/unknowns.js'
import type { Other } from '../units.js'
import type { DomainType } from '../domain/domain.js'

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
