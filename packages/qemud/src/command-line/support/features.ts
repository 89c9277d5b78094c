import type { DomainConfig } from '@virt/core/config'
import type { Support } from './support.js'

/** `<features>`. */
export const features: Support<DomainConfig['features']> = {
  pae: true,
  acpi: true,
  apic: true,
  hap: true,
  pvspinlock: true,
  pmu: true,
  vmport: true,
  smm: { state: true },
  vmcoreinfo: true,
  ioapic: true,
  gic: true,
  hyperv: {
    mode: ['custom'],
    relaxed: true,
    vapic: true,
    spinlocks: true,
    vpindex: true,
    runtime: true,
    synic: true,
    stimer: true,
    reset: true,
    vendorId: true,
    frequencies: true,
    reenlightenment: true,
    tlbflush: true,
    ipi: true,
    evmcs: true,
    avic: true,
  },
  kvm: { hidden: true, hintDedicated: true, pollControl: true, pvIpi: true },
  tcg: true,
}
