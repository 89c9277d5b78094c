import type {
  ControllerConfig,
  DeviceAddress,
  DeviceInfo,
  DevicesConfig,
  PciAddress,
  VideoConfig,
} from '@virt/core/config'
import { isBuiltIn } from './controller-names.js'
import { notPciCards } from './interfaces/interfaces.js'
import type { MachineFamily } from './machine-family.js'
import { PciSlots } from './pci-slots.js'

/**
 * Every PCI device with its place: its own if it has one, else the first that is free. The order in which they are
 * served is libvirt's; the boot screen comes first.
 */
export function withPciAddresses(devices: DevicesConfig, family: MachineFamily): DevicesConfig {
  if (!family.pci) return devices
  const slots = new PciSlots(family.pci, everyAddress(devices))
  const place = <T extends DeviceInfo>(
    list: readonly T[] | undefined,
    isPci: (device: T) => boolean,
  ): readonly T[] | undefined =>
    list?.map((device) =>
      isPci(device) && !hasPlace(device.address) ? { ...device, address: slots.take() } : device,
    )
  const virtio = family.virtio === 'pci'
  const isScreen = ({ model }: VideoConfig): boolean => model?.type !== 'none'
  const screen = place(devices.videos?.slice(0, 1), isScreen)
  const fixed = devices.controllers?.map((controller) => inChipset(controller, family))
  const controllers = place(fixed, (controller) => isPciController(controller, family))
  const interfaces = place(devices.interfaces, ({ model }) => !notPciCards.test(model?.type ?? ''))
  const disks = place(devices.disks, ({ target }) => virtio && target.bus === 'virtio')
  const balloons = place(
    devices.memballoon && [devices.memballoon],
    ({ model }) => virtio && model !== 'none',
  )
  const rngs = place(devices.rngs, () => virtio)
  const videos = screen?.concat(place(devices.videos?.slice(1), isScreen) ?? [])
  const inputs = place(devices.inputs, ({ bus }) => virtio && bus === 'virtio')
  const serials = place(devices.serials, ({ target }) => target?.type === 'pci-serial')
  return {
    ...devices,
    controllers,
    interfaces,
    disks,
    memballoon: balloons?.[0],
    rngs,
    videos,
    inputs,
    serials,
  }
}

function everyAddress(devices: DevicesConfig): readonly (DeviceAddress | undefined)[] {
  const lists: readonly (readonly DeviceInfo[] | undefined)[] = [
    devices.controllers,
    devices.interfaces,
    devices.disks,
    devices.memballoon && [devices.memballoon],
    devices.rngs,
    devices.videos,
    devices.inputs,
    devices.serials,
  ]
  return lists.flatMap((list) => (list ?? []).map(({ address }) => address))
}

function hasPlace(address: DeviceAddress | undefined): boolean {
  return address !== undefined && (address.type !== 'pci' || address.slot !== undefined)
}

function isPciController(controller: ControllerConfig, family: MachineFamily): boolean {
  if (isBuiltIn(controller, family) || controller.model === 'ibmvscsi') return false
  if (controller.type === 'virtio-serial' || /^virtio/.test(controller.model ?? ''))
    return family.virtio === 'pci'
  return ['scsi', 'sata', 'usb', 'pci'].includes(controller.type)
}

/** A PC's chipset has its IDE and USB controllers in its own slot 1. */
function inChipset(controller: ControllerConfig, family: MachineFamily): ControllerConfig {
  const { type, index, model } = controller
  if (family.name !== 'i440fx' || index !== 0 || controller.address) return controller
  const address = (fn: number): PciAddress => ({ type: 'pci', domain: 0, bus: 0, slot: 1, function: fn })
  if (type === 'ide') return { ...controller, address: address(1) }
  return type === 'usb' && model === 'piix3-uhci' ? { ...controller, address: address(2) } : controller
}
