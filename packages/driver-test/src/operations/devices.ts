import type { DeviceConfig, DomainConfig } from '@virt/core/config'
import type { DomainOperations } from '@virt/core/driver'
import { edit } from '../affect.js'
import { deviceName, withChanged, withDevice, withoutDevice } from '../device-lists.js'
import { settleDevices } from '../settle-devices.js'
import type { TestDomain } from '../test-domain.js'
import type { TestNode } from '../test-node.js'

type Devices = Pick<DomainOperations, 'attachDevice' | 'detachDevice' | 'updateDevice'>

export function devices(node: TestNode): Devices {
  const tell = (type: 'deviceAdded' | 'deviceRemoved', domain: TestDomain, device: DeviceConfig): void =>
    node.domainEvents.send({ type, domain: domain.ref, device: deviceName(device) })
  return {
    attachDevice: async (ref, device, flags) => {
      const domain = node.domain(ref)
      const { live } = edit(domain, flags, (config) => attached(config, device))
      if (live) tell('deviceAdded', domain, device)
    },
    detachDevice: async (ref, device, flags) => {
      const domain = node.domain(ref)
      let removed = device
      const { live } = edit(domain, flags, (config) => {
        const [rest, gone] = withoutDevice(config, device)
        removed = gone
        return rest
      })
      if (live) tell('deviceRemoved', domain, removed)
      return 'detached'
    },
    updateDevice: async (ref, device, flags) => {
      edit(node.domain(ref), flags, (config) => withChanged(config, device))
    },
  }
}

function attached(config: DomainConfig, device: DeviceConfig): DomainConfig {
  const more = withDevice(config, device)
  return { ...more, devices: settleDevices(more) }
}
