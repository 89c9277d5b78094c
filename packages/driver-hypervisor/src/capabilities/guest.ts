import type { CapabilitiesGuest, GuestArch } from '@virt/core/config'
import type { GuestKind } from './guest-kinds.js'
import type { StyleRules } from './style.js'

/** The paths are libvirt's own, wherever a distribution has put the programs. */
const loader = '/usr/lib/xen/boot/hvmloader'

export function guestFrom(
  kind: GuestKind,
  machine: string,
  rules: Omit<StyleRules, 'host'>,
): CapabilitiesGuest {
  const { hvm } = kind
  const features = { ...kind.features, ...(hvm && rules.hvmFeatures) }
  const known = rules.emptyFeatures || Object.keys(features).length > 0
  return {
    osType: hvm ? 'hvm' : 'xen',
    arch: archOf(kind, machine, rules),
    ...(known && { features }),
  }
}

function archOf(
  { hvm, arch, wordsize }: GuestKind,
  machine: string,
  rules: Omit<StyleRules, 'host'>,
): GuestArch {
  const library = rules.lib64.includes(machine) ? 'lib64' : 'lib'
  const machines = rules.machines[hvm ? 'hvm' : 'xen']
  return {
    name: arch,
    wordsize,
    ...((hvm || rules.emulatorForAll) && { emulator: `/usr/${library}/xen/bin/qemu-dm` }),
    ...(hvm && { loader }),
    ...(machines.length > 0 && { machines: machines.map((name) => ({ name })) }),
    domains: [{ type: 'xen' }],
  }
}
