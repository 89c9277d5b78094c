import type { DeviceAddress, PciAddress } from '@virt/core/config'
import type { PciRoot } from './machine-family.js'
import { unsupported } from './plan.js'

/** Free places on the machine's first PCI bus. */
export class PciSlots {
  readonly #root: PciRoot
  readonly #taken = new Set<number>()

  /** `addresses` are those that the definition gives itself, on whatever bus. */
  constructor(root: PciRoot, addresses: readonly (DeviceAddress | undefined)[]) {
    this.#root = root
    for (const address of addresses)
      if (address?.type === 'pci' && address.slot !== undefined && (address.bus ?? 0) === 0)
        this.#taken.add(address.slot)
  }

  /** A slot for a whole device: the first that is free. */
  take(): PciAddress {
    for (let slot = this.#root.firstSlot; slot <= this.#root.lastSlot; slot++) {
      if (this.#taken.has(slot)) continue
      this.#taken.add(slot)
      return { type: 'pci', domain: 0, bus: 0, slot, function: 0 }
    }
    throw unsupported('No more available PCI slots')
  }
}
