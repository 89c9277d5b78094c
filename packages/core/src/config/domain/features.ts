import type { Unknowns } from '../codec/unknowns.js'
import type { KiB, Other } from '../units.js'

/** A feature that is on, off, or, when `state` is absent, named without saying. */
export interface FeatureSwitch extends Unknowns {
  readonly state?: boolean
}

/** `<features>`. A plain `true` stands for an empty element: `<acpi/>`. */
export interface FeaturesConfig extends Unknowns {
  readonly pae?: boolean
  readonly acpi?: boolean
  readonly apic?: { readonly eoi?: boolean } & Unknowns
  readonly hap?: FeatureSwitch
  readonly viridian?: boolean
  readonly privnet?: boolean
  readonly pvspinlock?: FeatureSwitch
  readonly pmu?: FeatureSwitch
  readonly vmport?: FeatureSwitch
  readonly smm?: FeatureSwitch & { readonly tseg?: KiB }
  readonly vmcoreinfo?: FeatureSwitch
  readonly htm?: FeatureSwitch
  readonly nestedHv?: FeatureSwitch
  readonly ccfAssist?: FeatureSwitch
  readonly cfpc?: { readonly value: 'broken' | 'workaround' | 'fixed' } & Unknowns
  readonly sbbc?: { readonly value: 'broken' | 'workaround' | 'fixed' } & Unknowns
  readonly ibs?: {
    readonly value: 'broken' | 'workaround' | 'fixed-ibs' | 'fixed-ccd' | 'fixed-na'
  } & Unknowns
  readonly ioapic?: { readonly driver: 'kvm' | 'qemu' } & Unknowns
  readonly hpt?: HptConfig
  readonly gic?: { readonly version?: '2' | '3' | '4' | 'host' | Other } & Unknowns
  readonly capabilities?: CapabilitiesFeature
  readonly hyperv?: HypervFeatures
  readonly kvm?: KvmFeatures
  readonly xen?: XenFeatures
  readonly msrs?: { readonly unknown: 'ignore' | 'fault' } & Unknowns
  readonly tcg?: { readonly tbCache?: KiB } & Unknowns
  readonly asyncTeardown?: { readonly enabled?: boolean } & Unknowns
}

export interface HptConfig extends Unknowns {
  readonly resizing?: 'enabled' | 'disabled' | 'required'
  readonly maxpagesize?: KiB
}

/** `<capabilities>` of a container: by name, in lower case, whether it has each. */
export interface CapabilitiesFeature extends Unknowns {
  readonly policy?: 'default' | 'allow' | 'deny'
}

/** Enlightenments for Windows guests. */
export interface HypervFeatures extends Unknowns {
  readonly mode?: 'custom' | 'passthrough'
  readonly relaxed?: FeatureSwitch
  readonly vapic?: FeatureSwitch
  readonly spinlocks?: FeatureSwitch & { readonly retries?: number }
  readonly vpindex?: FeatureSwitch
  readonly runtime?: FeatureSwitch
  readonly synic?: FeatureSwitch
  readonly stimer?: FeatureSwitch & { readonly direct?: FeatureSwitch }
  readonly reset?: FeatureSwitch
  readonly vendorId?: FeatureSwitch & { readonly value?: string }
  readonly frequencies?: FeatureSwitch
  readonly reenlightenment?: FeatureSwitch
  readonly tlbflush?: FeatureSwitch
  readonly ipi?: FeatureSwitch
  readonly evmcs?: FeatureSwitch
  readonly avic?: FeatureSwitch
}

export interface KvmFeatures extends Unknowns {
  readonly hidden?: FeatureSwitch
  readonly hintDedicated?: FeatureSwitch
  readonly pollControl?: FeatureSwitch
  readonly pvIpi?: FeatureSwitch
  readonly dirtyRing?: FeatureSwitch & { readonly size?: number }
}

export interface XenFeatures extends Unknowns {
  readonly e820Host?: FeatureSwitch
  readonly passthrough?: FeatureSwitch & { readonly mode?: 'sync_pt' | 'share_pt' }
}
