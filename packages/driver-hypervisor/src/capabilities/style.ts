import type { CapabilitiesHost, GuestFeatures } from '@virt/core/config'

/** `today`: as libvirt has it since 0.8; `2007`: as libvirt 0.2.3 had it. */
export type CapabilitiesStyle = 'today' | '2007'

/** In what the styles differ. */
export interface StyleRules {
  /** What is said of every host, beside its CPU. */
  readonly host: Omit<CapabilitiesHost, 'cpu'>
  readonly machines: { readonly xen: readonly string[]; readonly hvm: readonly string[] }
  /** Hosts whose libraries are in `lib64`. */
  readonly lib64: readonly string[]
  /** Whether guests without full virtualization have an emulator too, for their devices. */
  readonly emulatorForAll: boolean
  /** Features of every guest with full virtualization. */
  readonly hvmFeatures: GuestFeatures
  /** Whether an element stays that has nothing in it. */
  readonly emptyFeatures: boolean
}

const switchable = { default: true, toggle: true }

export const styles: Readonly<Record<CapabilitiesStyle, StyleRules>> = {
  today: {
    host: {
      powerManagement: {},
      migrationFeatures: { live: true, uriTransports: { transports: ['xenmigr'] } },
    },
    machines: { xen: ['xenpv'], hvm: ['xenfv'] },
    lib64: ['x86_64'],
    emulatorForAll: true,
    hvmFeatures: { acpi: switchable, apic: switchable },
    emptyFeatures: false,
  },
  '2007': {
    host: {},
    machines: { xen: [], hvm: ['pc', 'isapc'] },
    lib64: ['x86_64', 'ia64'],
    emulatorForAll: false,
    hvmFeatures: {},
    emptyFeatures: true,
  },
}
