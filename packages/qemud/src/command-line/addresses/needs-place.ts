import type { DeviceAddress } from '@virt/core/config'

/** Whether a device is still to be placed on the PCI bus: nothing was said, or only that it is a PCI device. */
export function needsPlace(address: DeviceAddress | undefined): boolean {
  return (
    address === undefined ||
    (address.type === 'pci' && address.slot === undefined && address.bus === undefined)
  )
}
