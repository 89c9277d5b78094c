import type { Choice, Choices, CpuChoices, DomainCapabilities } from '@virt/core/config'
import { isNative } from './architectures.js'
import { deviceChoices, enumeration } from './device-choices.js'
import type { Emulator, MachineType } from './emulator.js'
import type { Firmware } from './firmware.js'

/** Of what is told what a domain may say. */
export interface DomainKind {
  readonly emulator: Emulator
  readonly arch: string
  readonly machine: MachineType
  readonly type: 'qemu' | 'kvm'
  /** That which fits the architecture and machine. */
  readonly firmware: readonly Firmware[]
}

/** What a domain may say, by what its emulator has told. */
export function describeDomainCapabilities(kind: DomainKind): DomainCapabilities {
  const { emulator, arch, machine, type } = kind
  const has = (name: string): boolean => emulator.types.has(name)
  return {
    path: emulator.path,
    domain: type,
    machine: machine.name,
    arch,
    vcpu: { max: machine.maxCpus },
    iothreads: { supported: has('iothread') },
    os: osChoices(kind),
    cpu: cpuChoices(kind),
    memoryBacking: {
      supported: true,
      enums: [
        enumeration('sourceType', [
          has('memory-backend-file') && 'file',
          has('memory-backend-ram') && 'anonymous',
          has('memory-backend-memfd') && 'memfd',
        ]),
      ],
    },
    devices: deviceChoices(emulator),
    features: {
      gic: gic(emulator),
      vmcoreinfo: { supported: has('vmcoreinfo') },
      genid: { supported: has('vmgenid') },
      backingStoreInput: { supported: true },
      backup: { supported: false },
      sev: { supported: false },
      sgx: { supported: false },
    },
  }
}

function osChoices({ firmware, emulator }: DomainKind): DomainCapabilities['os'] {
  const offers = (kind: string): boolean => firmware.some(({ interfaces }) => interfaces.includes(kind))
  const x86 = emulator.types.has('isa-debugcon')
  const secure = firmware.some(({ features }) => features.includes('requires-smm'))
  return {
    supported: true,
    enums: [enumeration('firmware', [x86 && 'bios', offers('uefi') && 'efi'])],
    loader: {
      supported: true,
      paths: [...new Set(firmware.map(({ executable }) => executable))],
      enums: [
        enumeration('type', ['rom', firmware.some(({ device }) => device === 'flash') && 'pflash']),
        enumeration('readonly', ['yes', 'no']),
        enumeration('secure', [secure && 'yes', 'no']),
      ],
    },
  }
}

function cpuChoices({ emulator, type, arch }: DomainKind): CpuChoices {
  const host = type === 'kvm' && isNative(arch)
  const maximum = emulator.cpuModels.includes('max')
  const migratable = emulator.cpuFeatures.has('migratable')
  const switched = (name: string): readonly Choice[] => [enumeration(name, [migratable && 'on', 'off'])]
  const special = new Set(['host', 'max'])
  const models = emulator.cpuModels.filter((name) => !special.has(name))
  return {
    modes: [
      {
        name: 'host-passthrough',
        supported: host,
        ...(host && { enums: switched('hostPassthroughMigratable') }),
      },
      {
        name: 'maximum',
        supported: maximum,
        ...(maximum && { enums: switched('maximumMigratable') }),
      },
      { name: 'host-model', supported: host || maximum },
      {
        name: 'custom',
        supported: models.length > 0,
        models: models.map((name) => cpuModel(emulator, name, type)),
      },
    ],
  }
}

type Models = NonNullable<NonNullable<CpuChoices['modes']>[number]['models']>

/** Emulators are asked without KVM: what the processor could be under it they do not tell. */
function cpuModel(emulator: Emulator, name: string, type: DomainKind['type']): Models[number] {
  const missing = emulator.unusableCpuModels.includes(name)
  const usable = type === 'kvm' ? 'unknown' : missing ? 'no' : 'yes'
  const deprecated = emulator.deprecatedCpuModels.includes(name)
  return { name, usable, vendor: 'unknown', ...(deprecated && { deprecated }) }
}

function gic({ gicVersions }: Emulator): Choices {
  if (gicVersions.length === 0) return { supported: false }
  return { supported: true, enums: [{ name: 'version', values: gicVersions.map(String) }] }
}
