import type { CpuConfig } from '@virt/core/config'
import { hostArch } from '../emulators/architectures.js'
import { featureSwitches } from './cpu-features.js'
import { hypervSwitches } from './hyperv.js'
import { timerPresent } from './machine.js'
import { isX86, unsupported, type Plan } from './plan.js'

/** `-cpu`: the model with everything that is switched on or off; nothing when the machine's own model will do. */
export function cpuOptions(plan: Plan): readonly string[] {
  const { cpu } = plan.config
  const switches = [...cpuSwitches(plan, cpu), ...platformSwitches(plan)]
  const asked = modelName(plan, cpu)
  if (asked === undefined && switches.length === 0) return []
  return ['-cpu', [asked ?? defaultCpuModel(plan), ...switches.map(property)].join(',')]
}

function modelName(plan: Plan, cpu: CpuConfig | undefined): string | undefined {
  const { config, emulator } = plan
  if (cpu?.mode === 'host-passthrough') {
    if (config.type === 'kvm') return 'host'
    throw unsupported(
      `CPU mode 'host-passthrough' for ${emulator.arch} ${config.type} domain on ${hostArch()} host is not supported by hypervisor`,
    )
  }
  if (cpu?.mode === 'host-model') return config.type === 'kvm' ? 'host' : maximum(plan)
  if (cpu?.mode === 'maximum') return maximum(plan)
  const name = cpu?.model?.name
  if (name !== undefined && !emulator.cpuModels.includes(name))
    throw unsupported(`the CPU model '${name}' is not known to ${emulator.path}`)
  return name
}

function maximum({ emulator }: Plan): string {
  if (emulator.cpuModels.includes('max')) return 'max'
  throw unsupported(`${emulator.path} has no CPU model 'max'`)
}

/** The model that the machine has when nothing is said. */
export function defaultCpuModel({ machine, emulator }: Plan): string {
  const type = machine.defaultCpu
  if (type === undefined) throw unsupported(`machine '${machine.name}' has no CPU model to set features of`)
  const suffixed = emulator.cpuModels.find((name) => type.startsWith(`${name}-`))
  return suffixed ?? type
}

/** A property of the CPU, and its value. */
export type Switch = readonly [name: string, value: string]

function cpuSwitches(plan: Plan, cpu: CpuConfig | undefined): readonly Switch[] {
  if (!cpu) return []
  const { cache, maxphysaddr, model } = cpu
  return [
    ...featureSwitches(plan, cpu),
    ...(model?.vendorId === undefined ? [] : [['vendor', model.vendorId] as const]),
    ...(cpu.migratable === undefined ? [] : [['migratable', cpu.migratable ? 'on' : 'off'] as const]),
    ...(isEnforced(cpu) ? [['enforce', 'on'] as const] : []),
    ...(cache ? cacheSwitches(cache, cpu.mode) : []),
    ...(maxphysaddr ? addressSwitches(maxphysaddr) : []),
  ]
}

/** Whether the host must be able to give all that is asked for. */
function isEnforced({ check, match, mode }: CpuConfig): boolean {
  return (check === 'full' && mode !== 'host-passthrough') || match === 'strict'
}

function cacheSwitches(
  { mode, level }: NonNullable<CpuConfig['cache']>,
  cpuMode: CpuConfig['mode'],
): readonly Switch[] {
  const host = cpuMode === 'host-passthrough' || cpuMode === 'maximum'
  const hostOff: readonly Switch[] = host ? [['host-cache-info', 'off']] : []
  if (mode === 'disable') return [...hostOff, ['l3-cache', 'off']]
  if (mode === 'emulate') {
    if (level !== 3) throw unsupported(`unsupported CPU cache level for mode '${mode}'`)
    return [['l3-cache', 'on'], ...hostOff]
  }
  if (level !== undefined) throw unsupported(`unsupported CPU cache level for mode '${mode}'`)
  if (!host)
    throw unsupported(
      "CPU cache mode 'passthrough' can only be used with 'host-passthrough' / 'maximum' CPUs",
    )
  return [
    ['host-cache-info', 'on'],
    ['l3-cache', 'off'],
  ]
}

function addressSwitches({ mode, bits }: NonNullable<CpuConfig['maxphysaddr']>): readonly Switch[] {
  if (mode === 'passthrough') {
    if (bits !== undefined)
      throw unsupported(
        "CPU maximum physical address bits number specification cannot be used with mode='passthrough'",
      )
    return [['host-phys-bits', 'on']]
  }
  return bits === undefined ? [] : [['phys-bits', String(bits)]]
}

/** What belongs to the virtual CPU in QEMU, but stands elsewhere in the XML: enlightenments, PMU, timers. */
function platformSwitches(plan: Plan): readonly Switch[] {
  const { features } = plan.config
  const { hyperv, kvm, apic, pvspinlock, pmu } = features ?? {}
  const tsc = plan.config.clock?.timers?.find(({ name }) => name === 'tsc')
  return [
    ...toggle('kvmclock', timerPresent(plan, 'kvmclock')),
    ...toggle('kvm-pv-eoi', apic?.eoi),
    ...toggle('kvm-pv-unhalt', pvspinlock && pvspinlock.state !== false),
    ...toggle('pmu', pmu && pmu.state !== false),
    ...(kvm?.hidden?.state ? [['kvm', 'off'] as const] : []),
    ...toggle('kvm-hint-dedicated', kvm?.hintDedicated?.state),
    ...toggle('kvm-poll-control', kvm?.pollControl?.state),
    ...toggle('kvm-pv-ipi', kvm?.pvIpi?.state),
    ...toggle('hv-time', timerPresent(plan, 'hypervclock')),
    ...(tsc?.frequency === undefined ? [] : [['tsc-frequency', String(tsc.frequency)] as const]),
    ...toggle('kvm-no-adjvtime', steadyTimer(plan)),
    ...(hyperv && isX86(plan) ? hypervSwitches(hyperv) : []),
  ]
}

/** Whether an ARM guest's timer stands still while it is stopped. */
function steadyTimer({ config }: Plan): boolean | undefined {
  const policy = config.clock?.timers?.find(({ name }) => name === 'armvtimer')?.tickpolicy
  return policy === undefined ? undefined : policy === 'discard'
}

function toggle(name: string, value: boolean | undefined): readonly Switch[] {
  return value === undefined ? [] : [[name, value ? 'on' : 'off']]
}

const plainWord = /^[\w .+-]+$/

/** `name=value`, of words that cannot bring a further option along. */
function property([name, value]: Switch): string {
  for (const word of [name, value])
    if (!plainWord.test(word)) throw unsupported(`CPU property '${word}' is no plain word`)
  return `${name}=${value}`
}
