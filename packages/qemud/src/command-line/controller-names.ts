import type { ControllerConfig, ControllerType, DevicesConfig } from '@virt/core/config'
import type { MachineFamily } from './machine-family.js'
import type { Plan } from './plan.js'

/** Whether QEMU has the controller without being told, because it is part of the machine. */
export function isBuiltIn({ type, index, model }: ControllerConfig, family: MachineFamily): boolean {
  if (type === 'isa' || model === 'none') return true
  if (index !== 0) return false
  if (type === 'pci') return model === 'pci-root' || model === 'pcie-root'
  return family.disks.some((disk) => disk === type)
}

/** The name that libvirt gives a controller, which QEMU's names of its buses begin with. */
export function controllerName(type: ControllerType, index: number, family: MachineFamily): string {
  if (type === 'pci') return index === 0 && family.pci ? family.pci.bus : `pci.${index}`
  if (type === 'usb') return index === 0 ? 'usb' : `usb${index}`
  const builtIn = index === 0 && family.disks.some((disk) => disk === type)
  return builtIn && (type === 'ide' || type === 'sata') ? 'ide' : `${type}${index}`
}

/** The name of a controller in this domain: the user's own, unless it is part of the machine. */
export function busController({ config, family }: Plan, type: ControllerType, index: number): string {
  const controller = findController(config.devices, type, index)
  if (controller?.alias === undefined || isBuiltIn(controller, family))
    return controllerName(type, index, family)
  return controller.alias
}

/** The name of a USB controller's bus. */
export function usbBus(plan: Plan, index: number = 0): string {
  return `${busController(plan, 'usb', index)}.0`
}

/** The controller with that number. Of USB's it is the master, not a companion. */
export function findController(
  devices: DevicesConfig | undefined,
  type: ControllerType,
  index: number,
): ControllerConfig | undefined {
  return devices?.controllers?.find((row) => row.type === type && row.index === index && !row.master)
}
