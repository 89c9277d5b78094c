import type { Capabilities, CapabilitiesGuest, GuestFeatures, GuestMachine } from '@virt/core/config'
import { architectureOf, architectures, hostArch, isNative, type Architecture } from './architectures.js'
import { defaultMachine, type Emulator, type MachineType } from './emulator.js'

/** The host and the guests that these emulators run, as libvirt describes them. */
export function describeCapabilities(emulators: readonly Emulator[], kvm: boolean): Capabilities {
  return {
    host: { cpu: { arch: hostArch() }, secmodels: [{ model: 'none', doi: '0' }] },
    guests: emulators.flatMap((emulator) =>
      served(emulator).map((architecture) => guest(architecture, emulator, kvm)),
    ),
  }
}

function served(emulator: Emulator): readonly Architecture[] {
  const target = architectureOf(emulator.arch)?.target
  return architectures.filter((row) => row.target === target)
}

function guest(architecture: Architecture, emulator: Emulator, kvm: boolean): CapabilitiesGuest {
  const accelerated = kvm && emulator.kvm && isNative(architecture.arch)
  return {
    osType: 'hvm',
    arch: {
      name: architecture.arch,
      wordsize: architecture.wordSize,
      emulator: emulator.path,
      machines: defaultFirst(emulator).flatMap(names),
      domains: [{ type: 'qemu' }, ...(accelerated ? [{ type: 'kvm' }] : [])],
    },
    features: features(architecture.arch),
  }
}

function defaultFirst(emulator: Emulator): readonly MachineType[] {
  const first = defaultMachine(emulator)
  const others = emulator.machines.filter((machine) => machine !== first && machine.name !== 'none')
  return first ? [first, ...others] : others
}

function names({ name, alias, maxCpus, deprecated }: MachineType): readonly GuestMachine[] {
  const common = { maxCpus, ...(deprecated ? { deprecated } : {}) }
  const own = { name, ...common }
  return alias === undefined ? [own] : [own, { name: alias, canonical: name, ...common }]
}

function features(arch: string): GuestFeatures {
  const everywhere = {
    cpuselection: true,
    deviceboot: true,
    disksnapshot: { default: true, toggle: false },
  }
  if (arch === 'x86_64' || arch === 'i686')
    return {
      ...(arch === 'i686' ? { pae: true, nonpae: true } : {}),
      acpi: { default: true, toggle: true },
      apic: { default: true, toggle: false },
      ...everywhere,
    }
  return arch === 'aarch64' || arch === 'armv7l'
    ? { acpi: { default: true, toggle: true }, ...everywhere }
    : everywhere
}
