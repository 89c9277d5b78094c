import type { ControllerConfig, DeviceInfo, DevicesConfig, DiskConfig } from '@virt/core/config'
import { controllerName } from './controller-names.js'
import { isSerialConsole } from './default-devices.js'
import { driveAddress, targetIndex } from './addresses/drive-address.js'
import type { MachineFamily } from './machine-family.js'
import { withMemorySlots } from './memory-slots.js'

/** Devices that are simply counted. */
const plainLists = [
  ['filesystems', 'fs'],
  ['channels', 'channel'],
  ['inputs', 'input'],
  ['videos', 'video'],
  ['sounds', 'sound'],
  ['hostdevs', 'hostdev'],
  ['redirdevs', 'redir'],
  ['smartcards', 'smartcard'],
  ['hubs', 'hub'],
  ['watchdogs', 'watchdog'],
  ['panics', 'panic'],
  ['shmems', 'shmem'],
  ['rngs', 'rng'],
  ['tpms', 'tpm'],
  ['cryptos', 'crypto'],
] as const

/** Every device with the name that libvirt gives it; those that have one keep it. */
export function withAliases(devices: DevicesConfig, family: MachineFamily): DevicesConfig {
  const controllers = devices.controllers?.map((controller) =>
    named(controller, controllerName(controller.type, controller.index ?? 0, family)),
  )
  const serials = numbered(devices.serials, 'serial')
  const { memballoon } = devices
  return {
    ...devices,
    controllers,
    serials,
    disks: devices.disks?.map((disk) => located(disk, controllers ?? [])),
    interfaces: numbered(devices.interfaces, 'net'),
    parallels: numbered(devices.parallels, 'parallel'),
    consoles: devices.consoles?.map((device, index) =>
      isSerialConsole(device) ? { ...device, alias: serials?.[0]?.alias } : named(device, `console${index}`),
    ),
    memballoon: memballoon && memballoon.model !== 'none' ? named(memballoon, 'balloon0') : memballoon,
    iommu: devices.iommu && named(devices.iommu, 'iommu0'),
    vsock: devices.vsock && named(devices.vsock, 'vsock0'),
    ...Object.fromEntries(
      plainLists.map(([list, prefix]) => [list, numbered<DeviceInfo>(devices[list], prefix)]),
    ),
    memories: withMemorySlots(devices.memories),
  }
}

function located(disk: DiskConfig, controllers: readonly ControllerConfig[]): DiskConfig {
  const address = driveAddress(disk)
  const bus = disk.target.bus ?? 'virtio'
  if (!address) return named(disk, `${bus}-disk${targetIndex(disk.target.dev)}`)
  const { controller, bus: channel, target, unit } = address
  const wide = bus === 'scsi' && !isNarrow(controllers, controller)
  const place = wide ? [controller, channel, target, unit] : [controller, channel, unit]
  return { ...named(disk, `${bus}${place.join('-')}`), address }
}

/** Whether a SCSI controller is an old one that addresses its disks by id alone. */
export function isNarrow(controllers: readonly ControllerConfig[], index: number): boolean {
  return controllers.some(
    (controller) =>
      controller.type === 'scsi' && controller.index === index && controller.model === 'lsilogic',
  )
}

/** At a start by their places in the list; those that come later after the last. */
function numbered<T extends DeviceInfo>(
  devices: readonly T[] | undefined,
  prefix: string,
): readonly T[] | undefined {
  const numbers = (devices ?? []).map(({ alias }) => numberIn(alias, prefix))
  let next = Math.max(-1, ...numbers) + 1
  const isFresh = next === 0
  return devices?.map((device, index) =>
    device.alias === undefined ? named(device, `${prefix}${isFresh ? index : next++}`) : device,
  )
}

function numberIn(alias: string | undefined, prefix: string): number {
  const digits = alias?.startsWith(prefix) ? alias.slice(prefix.length) : ''
  return /^\d+$/.test(digits) ? Number(digits) : -1
}

function named<T extends DeviceInfo>(device: T, alias: string): T {
  return device.alias === undefined ? { ...device, alias } : device
}
