/** How a device wants to be plugged in. */
export type PciKind =
  | 'pci'
  | 'pcie'
  | 'integrated'
  | 'pci-bridge'
  | 'pci-expander-bus'
  | 'dmi-to-pci-bridge'
  | 'pcie-to-pci-bridge'
  | 'pcie-root-port'
  | 'pcie-switch-upstream-port'
  | 'pcie-switch-downstream-port'
  | 'pcie-expander-bus'

interface BusRules {
  readonly first: number
  readonly last: number
  /** Whom the bus gets when no address is given. */
  readonly offers: readonly PciKind[]
  /** Who else may be put there by an explicit address. */
  readonly allows: readonly PciKind[]
}

const endpoints = ['pci', 'pcie'] as const
const port: BusRules = {
  first: 0,
  last: 0,
  offers: ['pcie', 'pcie-switch-upstream-port', 'pcie-to-pci-bridge'],
  allows: endpoints,
}
const conventional: BusRules = { first: 1, last: 31, offers: ['pci', 'pci-bridge'], allows: endpoints }

/** What each model of PCI controller has room for, as libvirt sees it. */
const rules: Readonly<Record<string, BusRules>> = {
  'pci-root': { ...conventional, offers: ['pci', 'pci-bridge', 'pci-expander-bus'] },
  'pci-bridge': conventional,
  'pcie-to-pci-bridge': conventional,
  'pci-expander-bus': { ...conventional, first: 0, offers: ['pci-bridge'] },
  'dmi-to-pci-bridge': { ...conventional, first: 0, offers: ['pci-bridge'] },
  'pcie-root': {
    first: 1,
    last: 31,
    offers: ['integrated', 'pcie-root-port', 'dmi-to-pci-bridge', 'pcie-expander-bus'],
    allows: [...endpoints, 'pcie-to-pci-bridge'],
  },
  'pcie-root-port': port,
  'pcie-switch-downstream-port': port,
  'pcie-switch-upstream-port': { first: 0, last: 31, offers: ['pcie-switch-downstream-port'], allows: [] },
  'pcie-expander-bus': {
    first: 0,
    last: 31,
    offers: ['pcie-root-port', 'dmi-to-pci-bridge'],
    allows: [],
  },
}

export interface PciPlace {
  readonly slot: number
  readonly function: number
}

/** One bus with what is taken of it. */
export class PciBus {
  readonly model: string
  readonly #rules: BusRules
  readonly #slots = new Map<number, Set<number>>()
  readonly #shared = new Set<number>()

  constructor(model: string) {
    this.model = model
    this.#rules = rules[model] ?? conventional
  }

  get full(): boolean {
    const { first, last } = this.#rules
    return this.#slots.size > last - first
  }

  offers(kind: PciKind): boolean {
    return this.#rules.offers.includes(kind)
  }

  allows(kind: PciKind): boolean {
    return this.offers(kind) || this.#rules.allows.includes(kind)
  }

  has(slot: number): boolean {
    return slot >= this.#rules.first && slot <= this.#rules.last
  }

  isFree(slot: number, fn?: number): boolean {
    const taken = this.#slots.get(slot)
    return taken === undefined || (fn !== undefined && !taken.has(fn))
  }

  reserve(slot: number, fn: number): void {
    const taken = this.#slots.get(slot) ?? new Set()
    this.#slots.set(slot, taken.add(fn))
  }

  /** The first free slot; root ports share one among eight. `undefined`: there is none. */
  take(kind: PciKind): PciPlace | undefined {
    const shares = kind === 'pcie-root-port'
    for (let slot = this.#rules.first; slot <= this.#rules.last; slot++) {
      const taken = this.#slots.get(slot)?.size ?? 0
      if (taken > 0 && !(shares && this.#shared.has(slot) && taken < 8)) continue
      if (shares) this.#shared.add(slot)
      const fn = [0, 1, 2, 3, 4, 5, 6, 7].find((number) => this.isFree(slot, number)) ?? 0
      this.reserve(slot, fn)
      return { slot, function: fn }
    }
    return undefined
  }
}
