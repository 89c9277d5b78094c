import { architectureOf } from './architectures.js'
import { askedTypes, type Emulator, type MachineType } from './emulator.js'

const everything: ReadonlySet<string> = Object.assign(new Set<string>(), { has: () => true })

const defaultCpus: Readonly<Record<string, string>> = {
  x86_64: 'qemu64-x86_64-cpu',
  i686: 'qemu32-i386-cpu',
  aarch64: 'cortex-a15-arm-cpu',
  armv7l: 'cortex-a15-arm-cpu',
  s390x: 'qemu-s390x-cpu',
}

const vectorLengths = Array.from({ length: 16 }, (_, index) => `sve${(index + 1) * 128}`)

/** Of processors with few features. Of others, any is taken. */
const cpuFeatures: Readonly<Record<string, readonly string[]>> = {
  aarch64: ['aarch64', 'pmu', 'pauth', 'pauth-impdef', 'sme', 'sve', 'sve-max-vq', ...vectorLengths],
}

/**
 * A QEMU 7.2 that has every device and every CPU model, with the one machine type that is asked for. For showing command
 * lines where no emulator of the architecture is installed: what such a QEMU lacks is not refused.
 */
export function assumedEmulator(arch: string, machine?: string, path?: string): Emulator {
  const target = architectureOf(arch)?.target ?? arch
  return {
    path: path ?? `/usr/bin/qemu-system-${target}`,
    arch: architectureOf(arch)?.arch ?? arch,
    version: { major: 7, minor: 2, micro: 0 },
    package: '',
    kvm: true,
    machines: [assumedMachine(arch, machine)],
    cpuModels: Object.assign([], { includes: () => true }),
    unusableCpuModels: [],
    deprecatedCpuModels: [],
    cpuFeatures: new Set(cpuFeatures[arch]),
    gicVersions: [2, 3],
    types: everything,
    properties: new Map(askedTypes.map((type) => [type, everything])),
    options: new Map([['sandbox', new Set(['enable', 'elevateprivileges'])]]),
  }
}

const ramIds: Readonly<Record<string, string>> = { aarch64: 'mach-virt.ram', armv7l: 'mach-virt.ram' }
const chipsets: Readonly<Record<string, string>> = { x86_64: 'pc.ram', i686: 'pc.ram', s390x: 's390.ram' }

function assumedMachine(arch: string, machine: string | undefined): MachineType {
  return {
    name: machine ?? architectureOf(arch)?.machine ?? 'virt',
    isDefault: true,
    maxCpus: 1024,
    deprecated: false,
    hotpluggableCpus: true,
    ramId: ramIds[arch] ?? chipsets[arch],
    defaultCpu: defaultCpus[arch],
  }
}
