import type { DevicesConfig, DomainConfig } from '@virt/core/config'
import { architectureOf, hostArch } from '../emulators/architectures.js'
import { withAddresses } from './addresses/assign.js'
import { withDefaults } from './default-devices.js'
import { machineFamily } from './machine-family.js'

/**
 * The definition as it is kept: with the controllers that its devices imply, MAC addresses, and the place of every device,
 * so that a guest finds its hardware where it was at each start. Doing it again changes nothing.
 *
 * @throws XML_ERROR for places that cannot be, or are taken twice.
 */
export function persistentConfig(config: DomainConfig): DomainConfig {
  const { arch = hostArch(), machine = architectureOf(arch)?.machine ?? '' } = config.os.type
  const family = machineFamily(arch, machine)
  const devices = withAddresses(withDefaults(config, family), family)
  return { ...config, devices: withoutLiveParts(devices, config.devices ?? {}) }
}

/** What is chosen anew at every start is as the definition says: names of tap devices, sockets, where screens listen. */
function withoutLiveParts(devices: DevicesConfig, own: DevicesConfig): DevicesConfig {
  return {
    ...devices,
    graphics: own.graphics,
    interfaces: devices.interfaces?.map((nic, at) => ({ ...nic, target: own.interfaces?.[at]?.target })),
    channels: devices.channels?.map((channel, at) => ({ ...channel, sources: own.channels?.[at]?.sources })),
  }
}
