import type { FeaturesConfig, FeatureSwitch, XenFeatures } from '@virt/core/config'
import { hasFeature } from '@virt/xen-common'
import type { Settings } from '../settings.js'
import type { Entries, Form, Topic } from '../topic.js'

/** What a fully virtualized guest's machine has; those that the file does not speak of are on. */
export const features: Topic = {
  keys: ['pae', 'acpi', 'apic', 'hap', 'viridian', 'e820_host', 'passthrough'],
  read(settings, form) {
    const found = { ...(form.guest === 'hvm' && machineOf(settings)), ...xenOf(settings) }
    return Object.keys(found).length === 0 ? {} : { features: found }
  },
  write: ({ features = {} }, form) => ({ ...machineEntries(features, form), ...xenEntries(features.xen) }),
}

function machineOf(settings: Settings): FeaturesConfig {
  const hap = settings.flag('hap')
  return {
    ...((settings.flag('pae') ?? true) && { pae: true }),
    ...((settings.flag('acpi') ?? true) && { acpi: true }),
    ...((settings.flag('apic') ?? true) && { apic: {} }),
    ...(hap !== undefined && { hap: { state: hap } }),
    ...(settings.flag('viridian') && { viridian: true }),
  }
}

function machineEntries(features: FeaturesConfig, { guest, version }: Form): Entries {
  if (guest !== 'hvm') return {}
  const on = (name: 'pae' | 'acpi' | 'apic' | 'viridian'): number => Number(hasFeature(features, name))
  return {
    pae: on('pae'),
    acpi: on('acpi'),
    apic: on('apic'),
    ...(version >= 3 && { hap: switchValue(features.hap) }),
    ...(version >= 4 && { viridian: on('viridian') }),
  }
}

function switchValue(feature: FeatureSwitch | undefined): number | undefined {
  return feature && Number(feature.state ?? true)
}

function xenOf(settings: Settings): FeaturesConfig {
  const e820 = settings.flag('e820_host')
  const passthrough = settings.text('passthrough')
  if (e820 === undefined && passthrough === undefined) return {}
  return {
    xen: {
      ...(e820 !== undefined && { e820Host: { state: e820 } }),
      ...(passthrough !== undefined && { passthrough: passthroughOf(passthrough) }),
    },
  }
}

type Passthrough = NonNullable<XenFeatures['passthrough']>

function passthroughOf(word: string): Passthrough {
  if (word === 'disabled' || word === '0') return { state: false }
  return { state: true, ...((word === 'sync_pt' || word === 'share_pt') && { mode: word }) }
}

function xenEntries({ e820Host, passthrough }: XenFeatures = {}): Entries {
  return {
    e820_host: switchValue(e820Host),
    passthrough: passthrough && (passthrough.state === false ? 'disabled' : (passthrough.mode ?? 'enabled')),
  }
}
