import type { DomainConfig } from '@virt/core/config'
import { VirtError } from '@virt/core/driver'
import type { Emulator } from '../emulators/emulator.js'
import type { Emulators } from '../emulators/emulators.js'

/** The emulator that a domain asks for. */
export function findEmulator(emulators: Emulators, config: DomainConfig): Promise<Emulator> {
  const { type, os, devices } = config
  return emulators.find({ path: devices?.emulator, arch: os.type.arch, virtType: virtTypeOf(type) })
}

/** @throws INVALID_ARG for a domain that is not for this hypervisor. */
export function virtTypeOf(type: string): 'qemu' | 'kvm' {
  if (type === 'qemu' || type === 'kvm') return type
  throw new VirtError('INVALID_ARG', `could not find capabilities for domaintype=${type}`, {
    origin: 'CAPABILITIES',
  })
}
