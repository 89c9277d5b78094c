import type { DomainCapabilities } from '@virt/core/config'
import { VirtError, type DomainCapabilitiesRequest } from '@virt/core/driver'
import { hostArch } from '../emulators/architectures.js'
import { describeDomainCapabilities } from '../emulators/domain-capabilities.js'
import { defaultMachine, machineOf, type Emulator, type MachineType } from '../emulators/emulator.js'
import type { Emulators } from '../emulators/emulators.js'
import { installedFirmware, suits } from '../emulators/firmware.js'

/** `virConnectGetDomainCapabilities`: what is not asked for is chosen as for a domain; KVM where it can be used. */
export async function domainCapabilities(
  emulators: Emulators,
  { emulator: path, arch, machine: name, type: asked }: DomainCapabilitiesRequest,
): Promise<DomainCapabilities> {
  const emulator = await emulators.find({ path, arch: arch ?? (path === undefined ? hostArch() : undefined) })
  const machine = machineFor(emulator, name)
  const guest = arch ?? emulator.arch
  const kvm = emulator.kvm && emulators.kvmUsable(guest)
  const type = typeFor(asked, kvm)
  const firmware = await installedFirmware()
  return describeDomainCapabilities({
    emulator,
    arch: guest,
    machine,
    type,
    firmware: firmware.filter((one) => suits(one, emulator.arch, machine.name)),
  })
}

function machineFor(emulator: Emulator, name: string | undefined): MachineType {
  const machine = name === undefined ? defaultMachine(emulator) : machineOf(emulator, name)
  if (machine) return machine
  throw invalid(`the machine '${name ?? 'default'}' is not supported by emulator '${emulator.path}'`)
}

function typeFor(asked: string | undefined, kvm: boolean): 'qemu' | 'kvm' {
  if (asked === undefined) return kvm ? 'kvm' : 'qemu'
  if (asked === 'qemu' || (asked === 'kvm' && kvm)) return asked
  throw invalid(`the accel '${asked}' is not supported by emulator on this host`)
}

function invalid(detail: string): VirtError {
  return new VirtError('INVALID_ARG', detail, { origin: 'QEMU' })
}
