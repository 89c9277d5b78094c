import type { HypervFeatures } from '@virt/core/config'
import type { Switch } from './cpu.js'

const enlightenments = {
  relaxed: 'hv-relaxed',
  vapic: 'hv-vapic',
  vpindex: 'hv-vpindex',
  runtime: 'hv-runtime',
  synic: 'hv-synic',
  stimer: 'hv-stimer',
  reset: 'hv-reset',
  frequencies: 'hv-frequencies',
  reenlightenment: 'hv-reenlightenment',
  tlbflush: 'hv-tlbflush',
  ipi: 'hv-ipi',
  evmcs: 'hv-evmcs',
  avic: 'hv-avic',
} as const satisfies Partial<Record<keyof HypervFeatures, string>>

/** Enlightenments for Windows guests, as switches of the CPU. */
export function hypervSwitches(hyperv: HypervFeatures): readonly Switch[] {
  const { spinlocks, vendorId, stimer, mode } = hyperv
  if (mode === 'passthrough') return [['hv-passthrough', 'on']]
  const simple = Object.entries(enlightenments).flatMap(([key, name]) =>
    hyperv[key as keyof typeof enlightenments]?.state ? [[name, 'on'] as const] : [],
  )
  return [
    ...simple,
    ...(stimer?.direct?.state ? [['hv-stimer-direct', 'on'] as const] : []),
    ...(spinlocks?.state
      ? [['hv-spinlocks', `0x${(spinlocks.retries ?? 0x1fff).toString(16)}`] as const]
      : []),
    ...(vendorId?.state && vendorId.value ? [['hv-vendor-id', vendorId.value] as const] : []),
  ]
}
