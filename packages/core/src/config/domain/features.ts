import type { Codec } from '../codec/codec.js'
import { element } from '../codec/element.js'
import {
  attribute,
  child,
  content,
  fallback,
  flag,
  plain,
  required,
  type ChildField,
} from '../codec/fields.js'
import { kib, prettySize } from '../codec/scaled.js'
import type { Unknowns } from '../codec/unknowns.js'
import { onOff, oneOf, text, uint, yesNo } from '../codec/values.js'
import type { KiB } from '../units.js'

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
  readonly gic?: { readonly version?: '2' | '3' | '4' | 'host' } & Unknowns
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

const state = attribute('state', onOff)

function toggle(name: string): ChildField<FeatureSwitch> {
  return child(element<FeatureSwitch>(name, { state }))
}

/** An empty element says on. */
function switched(name: string): ChildField<FeatureSwitch> {
  return child(element<FeatureSwitch>(name, { state: fallback(state, true) }))
}

function workaround<const V extends string>(
  name: string,
  ...values: V[]
): ChildField<{ readonly value: V } & Unknowns> {
  return child(
    element<{ readonly value: V }>(name, { value: required(attribute('value', oneOf(...values))) }),
  )
}

const hyperv: Codec<HypervFeatures> = element('hyperv', {
  mode: fallback(attribute('mode', oneOf('custom', 'passthrough')), 'custom'),
  relaxed: toggle('relaxed'),
  vapic: toggle('vapic'),
  spinlocks: child(element('spinlocks', { state, retries: attribute('retries', uint) })),
  vpindex: toggle('vpindex'),
  runtime: toggle('runtime'),
  synic: toggle('synic'),
  stimer: child(element('stimer', { state, direct: toggle('direct') })),
  reset: toggle('reset'),
  vendorId: child(element('vendor_id', { state, value: attribute('value', text) })),
  frequencies: toggle('frequencies'),
  reenlightenment: toggle('reenlightenment'),
  tlbflush: toggle('tlbflush'),
  ipi: toggle('ipi'),
  evmcs: toggle('evmcs'),
  avic: toggle('avic'),
})

const kvm: Codec<KvmFeatures> = element('kvm', {
  hidden: toggle('hidden'),
  hintDedicated: toggle('hint-dedicated'),
  pollControl: toggle('poll-control'),
  pvIpi: toggle('pv-ipi'),
  dirtyRing: child(element('dirty-ring', { state, size: attribute('size', uint) })),
})

const xen: Codec<XenFeatures> = element('xen', {
  e820Host: toggle('e820_host'),
  passthrough: child(
    element('passthrough', { state, mode: attribute('mode', oneOf('sync_pt', 'share_pt')) }),
  ),
})

export const featuresCodec: Codec<FeaturesConfig> = element('features', {
  acpi: flag('acpi'),
  apic: child(element('apic', { eoi: attribute('eoi', onOff) })),
  pae: flag('pae'),
  viridian: flag('viridian'),
  privnet: flag('privnet'),
  hap: switched('hap'),
  hyperv: child(hyperv),
  pvspinlock: switched('pvspinlock'),
  kvm: child(kvm),
  xen: child(xen),
  pmu: switched('pmu'),
  capabilities: child(
    element('capabilities', {
      policy: fallback(attribute('policy', oneOf('default', 'allow', 'deny')), 'default'),
    }),
  ),
  vmport: switched('vmport'),
  gic: child(element('gic', { version: attribute('version', oneOf('2', '3', '4', 'host')) })),
  smm: child(
    element('smm', { state: fallback(state, true), tseg: plain('tseg', content(prettySize('MiB'))) }),
  ),
  ioapic: child(element('ioapic', { driver: required(attribute('driver', oneOf('kvm', 'qemu'))) })),
  hpt: child(
    element('hpt', {
      resizing: attribute('resizing', oneOf('enabled', 'disabled', 'required')),
      maxpagesize: plain('maxpagesize', content(kib)),
    }),
  ),
  vmcoreinfo: switched('vmcoreinfo'),
  htm: switched('htm'),
  nestedHv: switched('nested-hv'),
  msrs: child(element('msrs', { unknown: required(attribute('unknown', oneOf('ignore', 'fault'))) })),
  ccfAssist: switched('ccf-assist'),
  cfpc: workaround('cfpc', 'broken', 'workaround', 'fixed'),
  sbbc: workaround('sbbc', 'broken', 'workaround', 'fixed'),
  ibs: workaround('ibs', 'broken', 'workaround', 'fixed-ibs', 'fixed-ccd', 'fixed-na'),
  tcg: child(element('tcg', { tbCache: plain('tb-cache', content(kib)) })),
  asyncTeardown: child(element('async-teardown', { enabled: attribute('enabled', yesNo) })),
})
