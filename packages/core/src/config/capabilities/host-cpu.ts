import type { Codec } from '../codec/codec.js'
import { element } from '../codec/element.js'
import { attribute, child, children, content, flag, plain, required } from '../codec/fields.js'
import { unitFirst } from '../codec/scaled.js'
import type { Unknowns } from '../codec/unknowns.js'
import { text, uint, ulong, yesNo } from '../codec/values.js'
import { cpuTopologyCodec, type CpuTopology } from '../domain/cpu.js'
import type { KiB } from '../units.js'

/** Today's hosts have model and features by name; 2007's xend lists only what is in `features`. */
export interface HostCpu extends Unknowns {
  readonly arch?: string
  readonly model?: string
  readonly vendor?: string
  readonly microcode?: { readonly version: number } & Unknowns
  readonly signature?: HostCpuSignature
  readonly counters?: readonly HostCpuCounter[]
  readonly topology?: CpuTopology
  readonly maxphysaddr?: { readonly mode?: string; readonly bits?: number } & Unknowns
  readonly features?: readonly HostCpuFeature[]
  /** Feature list of 2007: `<features><vmx/><pae/></features>`. */
  readonly flags?: HostCpuFlags
  readonly pages?: readonly HostPage[]
}

export interface HostCpuSignature extends Unknowns {
  readonly family: number
  readonly model: number
  readonly stepping: number
}

export interface HostCpuCounter extends Unknowns {
  readonly name: string
  readonly frequency?: number
  readonly scaling?: boolean
}

export interface HostCpuFeature extends Unknowns {
  readonly name: string
}

export interface HostCpuFlags extends Unknowns {
  readonly pae?: boolean
  readonly vmx?: boolean
  readonly svm?: boolean
}

export interface HostPage extends Unknowns {
  readonly size: KiB
}

const signature: Codec<HostCpuSignature> = element('signature', {
  family: required(attribute('family', uint)),
  model: required(attribute('model', uint)),
  stepping: required(attribute('stepping', uint)),
})

const counter: Codec<HostCpuCounter> = element('counter', {
  name: required(attribute('name', text)),
  frequency: attribute('frequency', ulong),
  scaling: attribute('scaling', yesNo),
})

export const hostCpuCodec: Codec<HostCpu> = element('cpu', {
  arch: plain('arch', content(text)),
  model: plain('model', content(text)),
  vendor: plain('vendor', content(text)),
  microcode: child(element('microcode', { version: required(attribute('version', uint)) })),
  signature: child(signature),
  counters: children(counter),
  topology: child(cpuTopologyCodec),
  maxphysaddr: child(
    element('maxphysaddr', { mode: attribute('mode', text), bits: attribute('bits', uint) }),
  ),
  features: children(element('feature', { name: required(attribute('name', text)) })),
  flags: child(element('features', { pae: flag('pae'), vmx: flag('vmx'), svm: flag('svm') })),
  pages: children(element('pages', { size: required(attribute('size', unitFirst)) })),
})
