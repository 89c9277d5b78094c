import { hasType, type Emulator } from '../emulators/emulator.js'
import { machineFamily, type MachineFamily } from './machine-family.js'

/** USB controllers with ports of every speed, by the device that each is. */
const usbControllers = [
  ['qemu-xhci', 'qemu-xhci'],
  ['nec-xhci', 'nec-usb-xhci'],
  ['ich9-ehci1', 'ich9-usb-ehci1'],
] as const

/** The family of an emulator's machine type, without what this emulator lacks. */
export function familyOf(emulator: Emulator, machine: string): MachineFamily {
  const family = machineFamily(emulator.arch, machine)
  const has = (type: string): boolean => hasType(emulator, type)
  const usb = usbControllers.find(([, device]) => has(device))?.[0]
  const usual = (model: string | undefined): string | undefined => (model === 'qemu-xhci' ? usb : model)
  const known: MachineFamily = {
    ...family,
    usbModel: usual(family.usbModel) ?? family.usbModel,
    impliedUsb: usual(family.impliedUsb),
  }
  if (family.name === 'virt' && !has('gpex-pcihost')) return { ...known, pci: undefined, virtio: 'device' }
  if (family.pci === undefined || has('pcie-pci-bridge')) return known
  return { ...known, pci: { ...family.pci, bridge: 'dmi-to-pci-bridge' } }
}
