import type { ControllerConfig, PciAddress } from '@virt/core/config'
import { VirtError } from '@virt/core/driver'
import { unsupported } from '../plan.js'
import { PciBus, type PciKind } from './pci-bus.js'

const mostBuses = 256

/** The PCI buses of a domain. They become more when a device finds no room, as libvirt adds them. */
export class PciTopology {
  readonly #buses: PciBus[]
  readonly #added: ControllerConfig[] = []
  readonly #severalRoots: boolean
  readonly #bridge: 'dmi-to-pci-bridge' | undefined

  constructor(
    root: string,
    controllers: readonly ControllerConfig[],
    { severalRoots, bridge }: Readonly<{ severalRoots: boolean; bridge?: 'dmi-to-pci-bridge' }>,
  ) {
    this.#severalRoots = severalRoots
    this.#bridge = bridge
    this.#buses = [new PciBus(root)]
    const given = controllers.filter(({ type }) => type === 'pci')
    const highest = Math.max(0, ...given.map(({ index = 0 }) => index))
    if (highest >= mostBuses) throw unsupported(`a domain cannot have more than ${mostBuses} PCI buses`)
    for (let index = 1; index <= highest; index++) {
      const known = given.find((controller) => controller.index === index)
      if (known) this.#buses.push(new PciBus(known.model ?? this.#usual))
      else this.#add(this.#usual)
    }
  }

  /** Controllers that were added so far. */
  get added(): readonly ControllerConfig[] {
    return this.#added
  }

  /** Whether every slot of every bus is taken. */
  get full(): boolean {
    return this.#buses.every(({ full }) => full)
  }

  /** Take an address that the definition gives. */
  reserve(address: PciAddress, kind: PciKind): void {
    const { bus = 0, slot = 0, function: fn = 0 } = address
    while (this.#buses.length <= bus) this.#grow(kind)
    const target = this.#buses[bus] as PciBus
    const name = addressName(address)
    if (kind === 'integrated' && bus !== 0)
      throw misplaced(`The device at PCI address ${name} needs to be an integrated device (bus=0)`)
    if (!target.allows(kind))
      throw misplaced(
        `The device at PCI address ${name} cannot be plugged into the PCI controller with index='${bus}'. It requires a controller that accepts a ${kind}.`,
      )
    if (!target.has(slot))
      throw misplaced(
        `Invalid PCI address ${name}. slot must be one of the PCI controller with index='${bus}'`,
      )
    if (!target.isFree(slot, fn)) throw misplaced(`Attempted double use of PCI Address ${name}`)
    target.reserve(slot, fn)
  }

  /** Slots that belong to the machine itself, whoever asks for them. */
  occupy(slot: number, functions: readonly number[]): void {
    for (const fn of functions) this.#root.reserve(slot, fn)
  }

  isFree(slot: number): boolean {
    return this.#root.isFree(slot)
  }

  /** The next place for a device of that kind. */
  take(kind: PciKind): PciAddress {
    for (;;) {
      for (const [bus, candidate] of this.#buses.entries()) {
        const place = candidate.offers(kind) ? candidate.take(kind) : undefined
        if (place) return { type: 'pci', domain: 0, bus, ...place }
      }
      this.#grow(kind)
    }
  }

  get #root(): PciBus {
    return this.#buses[0] as PciBus
  }

  get #express(): boolean {
    return this.#root.model === 'pcie-root'
  }

  get #usual(): string {
    if (this.#express) return 'pcie-root-port'
    return this.#severalRoots ? 'pci-root' : 'pci-bridge'
  }

  #grow(kind: PciKind): PciBus {
    if (this.#buses.length >= mostBuses) throw unsupported('No more available PCI slots')
    if (!this.#express && !endpoint(kind)) throw noRoom(kind)
    if (!this.#express || kind === 'pcie' || kind === 'pcie-switch-upstream-port')
      return this.#add(this.#usual)
    if (kind === 'pcie-to-pci-bridge') return this.#add('pcie-root-port')
    if (kind !== 'pci' && kind !== 'pci-bridge') throw noRoom(kind)
    if (this.#buses.some(({ model }) => model === 'dmi-to-pci-bridge')) return this.#add('pci-bridge')
    if (this.#bridge !== undefined) {
      this.#add(this.#bridge)
      return this.#add('pci-bridge')
    }
    this.#add('pcie-root-port').reserve(0, 0)
    return this.#add('pcie-to-pci-bridge')
  }

  #add(model: string): PciBus {
    const bus = new PciBus(model)
    this.#added.push({ type: 'pci', index: this.#buses.push(bus) - 1, model })
    return bus
  }
}

function endpoint(kind: PciKind): boolean {
  return kind === 'pci' || kind === 'pcie' || kind === 'pci-bridge'
}

function addressName({ domain = 0, bus = 0, slot = 0, function: fn = 0 }: PciAddress): string {
  const hex = (value: number, width: number): string => value.toString(16).padStart(width, '0')
  return `${hex(domain, 4)}:${hex(bus, 2)}:${hex(slot, 2)}.${fn}`
}

function misplaced(detail: string): VirtError {
  return new VirtError('XML_ERROR', detail, { origin: 'QEMU' })
}

function noRoom(kind: PciKind): VirtError {
  return misplaced(`No more available PCI slots for a ${kind}`)
}
