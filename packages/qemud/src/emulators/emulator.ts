import { architectureOf } from './architectures.js'

/** A machine type of an emulator. */
export interface MachineType {
  readonly name: string
  /** The short name that stands for it: `pc` for `pc-i440fx-7.2`. */
  readonly alias?: string
  readonly isDefault: boolean
  readonly maxCpus: number
  readonly deprecated: boolean
  /** The id that its memory backend must have: `pc.ram`. Absent: it has no main memory of its own. */
  readonly ramId?: string
  /** Whether vcpus can be plugged into it. */
  readonly hotpluggableCpus: boolean
  /** CPU type that it has by default, in QEMU's spelling: `qemu64-x86_64-cpu`. */
  readonly defaultCpu?: string
}

/** What one emulator binary can do, learned from itself over QMP. Plain data: this is what the cache keeps. */
export interface Emulator {
  readonly path: string
  /** libvirt's name of the guest architecture: `x86_64`, `aarch64`, `i686`. */
  readonly arch: string
  readonly version: { readonly major: number; readonly minor: number; readonly micro: number }
  /** The distribution's addition to the version, e.g. `Debian 1:7.2+dfsg-7+deb12u13`; empty when there is none. */
  readonly package: string
  /** Compiled with KVM, for this host's processor. Whether this host lets us use it is {@link Emulators.kvmUsable}'s matter. */
  readonly kvm: boolean
  readonly machines: readonly MachineType[]
  readonly cpuModels: readonly string[]
  /** Those of them that this host's processor, under the accelerator asked, could not be: TCG's answer. */
  readonly unusableCpuModels: readonly string[]
  readonly deprecatedCpuModels: readonly string[]
  /** Properties of its fullest CPU model; empty when it has none that could tell. */
  readonly cpuFeatures: ReadonlySet<string>
  /** Versions of ARM's interrupt controller that can be emulated; empty elsewhere. */
  readonly gicVersions: readonly number[]
  /** Device models, as `-device` names them, and user-creatable objects, as `-object` names them. */
  readonly types: ReadonlySet<string>
  /** Properties that types of {@link askedTypes} have, by type. A type that it lacks has none. */
  readonly properties: ReadonlyMap<string, ReadonlySet<string>>
  /** Command-line options with their parameters, as far as `query-command-line-options` tells: `sandbox`, `msg`, ... */
  readonly options: ReadonlyMap<string, ReadonlySet<string>>
}

/** Whether the emulator has a device model or object type: `virtio-blk-pci`, `rng-random`. */
export function hasType(emulator: Emulator, type: string): boolean {
  return emulator.types.has(type)
}

/** Types with properties that came, or may come, with a version, a build or an accelerator, and that a definition asks for. */
export const askedTypes: readonly string[] = ['PIIX4_PM', 'ICH9-LPC', 'virtio-iommu-pci', 'pseries-machine']

/** Whether one of {@link askedTypes} has a property: `acpi-root-pci-hotplug` of `PIIX4_PM`. */
export function hasProperty(emulator: Emulator, type: string, property: string): boolean {
  return emulator.properties.get(type)?.has(property) ?? false
}

/** The machine type of that name or alias. */
export function machineOf(emulator: Emulator, name: string): MachineType | undefined {
  return (
    emulator.machines.find((machine) => machine.name === name) ??
    emulator.machines.find((machine) => machine.alias === name)
  )
}

/** The machine type that a domain gets when it names none. */
export function defaultMachine(emulator: Emulator): MachineType | undefined {
  const preferred = architectureOf(emulator.arch)?.machine
  return (
    (preferred === undefined ? undefined : machineOf(emulator, preferred)) ??
    emulator.machines.find((machine) => machine.isDefault)
  )
}

/** libvirt's one number for a version: `7002022` for 7.2.22. */
export function versionNumber({ version }: Emulator): number {
  return version.major * 1_000_000 + version.minor * 1000 + version.micro
}
