import type {
  ControllerConfig,
  DeviceAddress,
  DeviceInfo,
  DevicesConfig,
  InterfaceConfig,
  PciAddress,
} from '@virt/core/config'
import { isBuiltIn } from './controller-names.js'
import type { MachineFamily } from './machine-family.js'
import { PciSlots } from './pci-slots.js'

const notPciCards = /^(ne2k_isa|usb-net)$/

/** Every PCI device with its place: its own if it has one, else the first that is free, in libvirt's order of devices. */
export function withPciAddresses(devices: DevicesConfig, family: MachineFamily): DevicesConfig {
  if (!family.pci) return devices
  const slots = new PciSlots(family.pci, everyAddress(devices))
  const place = <T extends DeviceInfo>(device: T, wanted?: number): T =>
    hasPlace(device.address) ? device : { ...device, address: slots.take(wanted) }
  const virtio = family.virtio === 'pci'
  const screens = devices.videos?.map((video, index) =>
    index === 0 && video.model?.type !== 'none' ? place(video) : video,
  )
  const controllers = devices.controllers?.map((controller) => {
    const fixed = fixedAddress(controller, family)
    if (fixed) return { ...controller, address: controller.address ?? fixed }
    return isPci(controller, family) ? place(controller) : controller
  })
  return {
    ...devices,
    controllers,
    interfaces: devices.interfaces?.map((nic) => (isPciCard(nic) ? place(nic) : nic)),
    disks: devices.disks?.map((disk) => (virtio && disk.target.bus === 'virtio' ? place(disk) : disk)),
    memballoon:
      devices.memballoon && virtio && devices.memballoon.model !== 'none'
        ? place(devices.memballoon)
        : devices.memballoon,
    rngs: devices.rngs?.map((rng) => (virtio ? place(rng) : rng)),
    videos: screens?.map((video) => (video.model?.type === 'none' ? video : place(video))),
    inputs: devices.inputs?.map((input) => (virtio && input.bus === 'virtio' ? place(input) : input)),
    serials: devices.serials?.map((port) => (port.target?.type === 'pci-serial' ? place(port) : port)),
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

function isPci(controller: ControllerConfig, family: MachineFamily): boolean {
  if (isBuiltIn(controller, family) || controller.model === 'ibmvscsi') return false
  if (controller.type === 'virtio-serial' || /^virtio/.test(controller.model ?? ''))
    return family.virtio === 'pci'
  return ['scsi', 'sata', 'usb', 'pci'].includes(controller.type)
}

function isPciCard({ model }: InterfaceConfig): boolean {
  return !notPciCards.test(model?.type ?? '')
}

/** Devices that a PC's chipset has in its own slot 1. */
function fixedAddress(
  { type, index, model }: ControllerConfig,
  family: MachineFamily,
): PciAddress | undefined {
  if (family.name !== 'i440fx' || index !== 0) return undefined
  const chipset = (fn: number): PciAddress => ({ type: 'pci', domain: 0, bus: 0, slot: 1, function: fn })
  if (type === 'ide') return chipset(1)
  return type === 'usb' && model === 'piix3-uhci' ? chipset(2) : undefined
}
