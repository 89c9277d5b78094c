import type { DomainConfig } from '@virt/core/config'
import { isX86, type Plan } from '../plan.js'
import { refuse, type Rule } from './rule.js'

/** Refuse features of other architectures, or that contradict something else. */
export function checkFeatures(plan: Plan): void {
  refuse([...foreignFeatures(plan), ...hypervRules(plan), ...accelerationRules(plan.config)])
}

function foreignFeatures(plan: Plan): readonly Rule[] {
  const { config, emulator, family, machine } = plan
  const { ioapic, gic, vmport, smm, pvspinlock, apic, pmu } = config.features ?? {}
  const x86 = isX86(plan)
  const arm = isArmVirt(plan)
  const place = `not supported for architecture '${emulator.arch}' or machine type '${machine.name}'`
  const only = (here: boolean, name: string, feature: unknown): Rule => [
    feature !== undefined && !here,
    `The '${name}' feature is ${place}`,
  ]
  const power = family.name === 'pseries'
  return [
    ...powerFeatures.map((name) => only(power, kebab(name), config.features?.[name])),
    only(x86, 'ioapic', ioapic),
    only(arm, 'gic', gic),
    only(x86, 'vmport', vmport?.state),
    only(x86, 'smm', smm?.state),
    only(x86, 'pvspinlock', pvspinlock),
    [apic?.eoi !== undefined && !x86, `The 'eoi' attribute of the 'apic' feature is ${place}`],
    [
      pmu?.state === false && family.name === 'pseries',
      `PMU is always enabled for architecture '${emulator.arch}'`,
    ],
  ]
}

const powerFeatures = ['hpt', 'htm', 'nestedHv', 'ccfAssist', 'cfpc', 'sbbc', 'ibs'] as const

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

function isArmVirt({ emulator, family }: Plan): boolean {
  return family.name === 'virt' && /^(aarch64|armv7l)$/.test(emulator.arch)
}

const fewestRetries = 4095
const longestVendor = 12

function hypervRules(plan: Plan): readonly Rule[] {
  const { hyperv } = plan.config.features ?? {}
  if (!hyperv) return []
  const { spinlocks, vendorId } = hyperv
  const { value: vendor = '' } = vendorId ?? {}
  return [
    [
      !isX86(plan) && !isArmVirt(plan),
      `Hyperv features are not supported for architecture '${plan.emulator.arch}' or machine type '${plan.machine.name}'`,
    ],
    [
      spinlocks?.state && (spinlocks.retries ?? 0) < fewestRetries,
      `HyperV spinlock retry count must be at least ${fewestRetries}`,
      'XML_ERROR',
    ],
    [
      vendorId?.state && vendorId.value === undefined,
      "missing 'value' attribute for HyperV feature 'vendor_id'",
      'XML_ERROR',
    ],
    [vendor.length > longestVendor, 'HyperV vendor_id may not be more than 12 bytes long', 'XML_ERROR'],
    [vendor.includes(','), 'HyperV vendor_id may not contain commas', 'XML_ERROR'],
  ]
}

function accelerationRules({ type, features, cpu }: DomainConfig): readonly Rule[] {
  const { kvm, tcg } = features ?? {}
  const { dirtyRing } = kvm ?? {}
  const ring = dirtyRing?.size ?? 1024
  return [
    [
      kvm?.hintDedicated?.state && cpu?.mode !== 'host-passthrough',
      'kvm-hint-dedicated=on is only applicable for cpu host-passthrough',
    ],
    [
      dirtyRing?.state && (ring < 1024 || ring > 65_536 || (ring & (ring - 1)) !== 0),
      'dirty ring must be power of 2 and ranges [1024, 65536]',
      'XML_ERROR',
    ],
    [tcg && type !== 'qemu', `TCG features are incompatible with domain type '${type}'`],
  ]
}
