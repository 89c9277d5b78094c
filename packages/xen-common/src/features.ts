import type { FeaturesConfig, FeatureSwitch } from '@virt/core/config'

type Name = 'acpi' | 'apic' | 'pae' | 'hap' | 'viridian'

interface Feature {
  readonly on: FeaturesConfig
  /** What says that it is off; absent where saying nothing does. */
  readonly off?: FeaturesConfig
  setting(features: FeaturesConfig): boolean | undefined
}

/** The features of a fully virtualized guest that are a setting of their own name, in xend's order. */
const features: Readonly<Record<Name, Feature>> = {
  acpi: { on: { acpi: true }, setting: ({ acpi }) => acpi },
  apic: { on: { apic: {} }, setting: ({ apic }) => apic && true },
  pae: { on: { pae: true }, setting: ({ pae }) => pae },
  hap: { on: { hap: { state: true } }, off: { hap: { state: false } }, setting: ({ hap }) => switched(hap) },
  viridian: { on: { viridian: true }, setting: ({ viridian }) => viridian },
}

export const featureNames = Object.keys(features) as readonly Name[]

function switched(feature: FeatureSwitch | undefined): boolean | undefined {
  return feature && (feature.state ?? true)
}

/** The features whose setting says something. */
export function featuresFromSettings(get: (name: Name) => boolean | undefined): FeaturesConfig {
  const found = featureNames.map((name) => {
    const setting = get(name)
    return setting === undefined ? undefined : features[name][setting ? 'on' : 'off']
  })
  return Object.assign({}, ...found) as FeaturesConfig
}

/** What the setting of a feature has to say; absent: nothing. */
export function featureSetting(config: FeaturesConfig | undefined, name: Name): boolean | undefined {
  return config && features[name].setting(config)
}

export function hasFeature(config: FeaturesConfig | undefined, name: Name): boolean {
  return featureSetting(config, name) === true
}
