import type { DomainConfig } from '@virt/core/config'
import type { Emulator, MachineType } from '../emulators/emulator.js'
import { withAddresses } from './addresses/assign.js'
import { withAliases } from './aliases.js'
import { withDefaults } from './default-devices.js'
import type { MachineFamily } from './machine-family.js'
import { withAlignedMemory } from './memory.js'
import { withNodeIndexes, withoutNodeIndexes } from './node-indexes.js'
import { withOwnAliases } from './own-aliases.js'

/**
 * The definition as it runs: with the devices that it implies, aliases, addresses, emulator and full machine name. What a
 * running domain (one with an id) has of these it keeps.
 */
export function liveConfig(
  definition: DomainConfig,
  emulator: Emulator,
  machine: MachineType,
  family: MachineFamily,
  directory?: string,
): DomainConfig {
  const named = definition.id === undefined ? withoutNames(definition) : definition
  const config = withAlignedMemory(named, family)
  const devices = withAliases(withAddresses(withDefaults(config, family, directory), family), family)
  return {
    ...config,
    os: {
      ...config.os,
      type: { ...config.os.type, arch: config.os.type.arch ?? emulator.arch, machine: machine.name },
    },
    devices: {
      ...devices,
      disks: devices.disks && withNodeIndexes(devices.disks),
      emulator: emulator.path,
    },
  }
}

/** Without what only running domains have. */
function withoutNames(config: DomainConfig): DomainConfig {
  if (!config.devices) return config
  const devices = withOwnAliases(config.devices)
  return { ...config, devices: { ...devices, disks: devices.disks && withoutNodeIndexes(devices.disks) } }
}
