import { iommuMachine } from './devices/iommu.js'
import { machineSwitches } from './machine-switches.js'
import { escapeCommas, keyValues, onOff } from './options.js'
import { isX86, unsupported, type Plan } from './plan.js'

/** `-machine` and `-accel`. */
export function machineOptions(plan: Plan): readonly string[] {
  const { config, machine } = plan
  const { features, os } = config
  const x86 = isX86(plan)
  const properties = {
    usb: false,
    'dump-guest-core': config.dumpCore ?? false,
    acpi: hasAcpiSwitch(plan) ? (features?.acpi ?? false) : undefined,
    vmport: onOff(features?.vmport?.state),
    smm: onOff(hasSmm(plan)),
    hpet: x86 ? onOff(timerPresent(plan, 'hpet')) : undefined,
    kernel_irqchip: interruptChip(plan),
    'gic-version': interruptController(plan),
    iommu: iommuMachine(plan),
    graphics: os.bios?.useserial ? false : undefined,
    ...machineSwitches(plan),
    pflash0: usesPflash(plan) ? 'libvirt-pflash0-format' : undefined,
    pflash1: usesPflash(plan) && nvramPath(plan) !== undefined ? 'libvirt-pflash1-format' : undefined,
  }
  return ['-machine', keyValues(escapeCommas(machine.name), properties), '-accel', accelerator(plan)]
}

/** Whether the firmware comes as flash images rather than as a ROM. */
export function usesPflash({ config }: Plan): boolean {
  return config.os.loader?.type === 'pflash'
}

/** The file that UEFI keeps its variables in. */
export function nvramPath({ config }: Plan): string | undefined {
  return config.os.nvram?.path ?? config.os.nvram?.source?.file
}

/** Whether a timer was asked for, or asked not to be; `undefined` when nothing was said. */
export function timerPresent({ config }: Plan, name: string): boolean | undefined {
  return config.clock?.timers?.find((timer) => timer.name === name)?.present
}

/** Secure firmware keeps its secrets in system management mode. */
function hasSmm({ config }: Plan): boolean | undefined {
  const { smm } = config.features ?? {}
  return smm ? smm.state !== false : config.os.loader?.secure || undefined
}

/** The second version of ARM's controller serves eight processors. */
function interruptController({ config, emulator, family }: Plan): string | undefined {
  const { gic } = config.features ?? {}
  const crowded = (config.vcpu?.count ?? 1) > 8 && config.type === 'qemu' && family.name === 'virt'
  return gic?.version ?? (crowded && emulator.gicVersions.includes(3) ? '3' : undefined)
}

function hasAcpiSwitch(plan: Plan): boolean {
  const { name } = plan.family
  return (
    name === 'i440fx' || name === 'q35' || (name === 'virt' && /^(aarch64|armv7l)$/.test(plan.emulator.arch))
  )
}

function interruptChip({ config }: Plan): string | undefined {
  const driver = config.features?.ioapic?.driver
  if (driver === undefined) return undefined
  if (config.type !== 'kvm') throw unsupported('I/O APIC driver needs domain type kvm')
  return driver === 'qemu' ? 'split' : 'on'
}

function accelerator({ config }: Plan): string {
  const ring = config.features?.kvm?.dirtyRing
  if (config.type === 'kvm')
    return keyValues('kvm', { 'dirty-ring-size': ring?.state ? ring.size : undefined })
  const cache = config.features?.tcg?.tbCache
  return keyValues('tcg', { 'tb-size': cache === undefined ? undefined : Math.ceil(cache / 1024) })
}
