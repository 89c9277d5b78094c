import type { DeviceAddress, PciAddress } from '@virt/core/config'
import { needsPlace } from './addresses/needs-place.js'
import { busController, usbBus } from './controller-names.js'
import { unsupported, type Plan } from './plan.js'

/** Where a device is, in the properties of `-device`. */
export function addressProperties(plan: Plan, address: DeviceAddress | undefined): object {
  if (address === undefined) return {}
  if (address.type === 'pci') return pciProperties(plan, address)
  if (address.type === 'usb') return { bus: usbBus(plan, address.bus), port: address.port }
  if (address.type === 'isa') return { iobase: address.iobase, irq: address.irq }
  if (address.type === 'ccw' && address.devno !== undefined)
    return { devno: ccwNumber(address.cssid ?? 0xfe, address.ssid ?? 0, address.devno) }
  if (address.type === 'dimm')
    return { slot: address.slot, addr: address.base === undefined ? undefined : Number(address.base) }
  if (address.type === 'spapr-vio') return { reg: address.reg }
  if (address.type === 'virtio-mmio' || address.type === 'unassigned' || address.type === 'ccw') return {}
  throw unsupported(`address type '${address.type}' is not supported for this device`)
}

/** Where a USB device is: without an address, on whatever port of the first controller is free. */
export function usbPlace(plan: Plan, address: DeviceAddress | undefined): object {
  return address ? addressProperties(plan, address) : { bus: usbBus(plan) }
}

function pciProperties(plan: Plan, address: PciAddress): object {
  if (needsPlace(address)) return {}
  if (!plan.family.pci) throw unsupported(`machine '${plan.machine.name}' has no PCI bus`)
  const { bus = 0, slot = 0, function: fn = 0, multifunction } = address
  return {
    bus: busController(plan, 'pci', bus),
    multifunction,
    addr: `0x${slot.toString(16)}${fn === 0 ? '' : `.0x${fn.toString(16)}`}`,
  }
}

function ccwNumber(cssid: number, ssid: number, devno: number): string {
  return [cssid.toString(16), ssid.toString(16), devno.toString(16).padStart(4, '0')].join('.')
}
