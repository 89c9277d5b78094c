import type { FeaturesConfig, FeatureSwitch } from '@virt/core/config'

type Name = 'acpi' | 'apic' | 'pae' | 'hap' | 'viridian'

interface Feature {
  readonly on: FeaturesConfig
  isOn(features: FeaturesConfig): boolean
}

/** The features of a fully virtualized guest that are a setting of their own name, in xend's order. */
const features: Readonly<Record<Name, Feature>> = {
  acpi: { on: { acpi: true }, isOn: ({ acpi }) => acpi === true },
  apic: { on: { apic: {} }, isOn: ({ apic }) => apic !== undefined },
  pae: { on: { pae: true }, isOn: ({ pae }) => pae === true },
  hap: { on: { hap: {} }, isOn: ({ hap }) => switchedOn(hap) },
  viridian: { on: { viridian: true }, isOn: ({ viridian }) => viridian === true },
}

export const featureNames = Object.keys(features) as readonly Name[]

function switchedOn(feature: FeatureSwitch | undefined): boolean {
  return feature !== undefined && feature.state !== false
}

/** The features whose setting is on. */
export function featuresFromSettings(isSet: (name: Name) => boolean): FeaturesConfig {
  return Object.assign({}, ...featureNames.filter(isSet).map((name) => features[name].on)) as FeaturesConfig
}

export function hasFeature(config: FeaturesConfig | undefined, name: Name): boolean {
  return config !== undefined && features[name].isOn(config)
}
