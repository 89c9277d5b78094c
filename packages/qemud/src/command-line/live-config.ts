import type { DomainConfig } from '@virt/core/config'
import type { Emulator, MachineType } from '../emulators/emulator.js'
import { withAliases } from './aliases.js'
import { withDefaults } from './default-devices.js'
import type { MachineFamily } from './machine-family.js'
import { withPciAddresses } from './pci-addresses.js'

/** The definition as it runs: with the devices that it implies, aliases, addresses, emulator and full machine name. */
export function liveConfig(
  config: DomainConfig,
  emulator: Emulator,
  machine: MachineType,
  family: MachineFamily,
): DomainConfig {
  const devices = withPciAddresses(withAliases(withDefaults(config, family), family), family)
  return {
    ...config,
    os: {
      ...config.os,
      type: { ...config.os.type, arch: config.os.type.arch ?? emulator.arch, machine: machine.name },
    },
    devices: { ...devices, emulator: emulator.path },
  }
}
