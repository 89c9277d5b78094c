import type { Codec } from '../codec/codec.js'
import { element } from '../codec/element.js'
import { attribute, children, content, plain, required } from '../codec/fields.js'
import type { Unknowns } from '../codec/unknowns.js'
import { oneOf, text, yesNo } from '../codec/values.js'
import { featureCodec, type CpuFeature } from '../domain/cpu.js'
import { choices, type Choices } from './choices.js'

export interface CpuChoices extends Unknowns {
  readonly modes?: readonly CpuModeChoices[]
}

export interface CpuModeChoices extends Choices {
  readonly name: 'host-passthrough' | 'maximum' | 'host-model' | 'custom'
  /** With `custom` those to choose from; with `host-model` what it comes down to. */
  readonly models?: readonly CpuModelChoice[]
  readonly vendor?: string
  readonly features?: readonly CpuFeature[]
}

export interface CpuModelChoice extends Unknowns {
  readonly name: string
  /** Whether this host can be one; `unknown` when nobody says. */
  readonly usable?: 'yes' | 'no' | 'unknown'
  readonly vendor?: string
  readonly deprecated?: boolean
  readonly fallback?: 'allow' | 'forbid'
}

const model: Codec<CpuModelChoice> = element('model', {
  fallback: attribute('fallback', oneOf('allow', 'forbid')),
  usable: attribute('usable', oneOf('yes', 'no', 'unknown')),
  deprecated: attribute('deprecated', yesNo),
  vendor: attribute('vendor', text),
  name: required(content(text)),
})

const mode: Codec<CpuModeChoices> = element('mode', {
  name: required(attribute('name', oneOf('host-passthrough', 'maximum', 'host-model', 'custom'))),
  ...choices,
  models: children(model),
  vendor: plain('vendor', content(text)),
  features: children(featureCodec),
})

export const cpuChoicesCodec: Codec<CpuChoices> = element('cpu', { modes: children(mode) })
