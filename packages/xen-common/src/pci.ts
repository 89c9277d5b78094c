import type { HostdevConfig } from '@virt/core/config'
import { unsupported } from './unsupported.js'

/** Where a PCI device of the host is. */
export interface PciPlace {
  readonly domain: number
  readonly bus: number
  readonly slot: number
  readonly function: number
}

export function hostdevOfPci(address: PciPlace): HostdevConfig {
  return { mode: 'subsystem', type: 'pci', managed: false, source: { address } }
}

export function pciOfHostdev({ mode, type, source }: HostdevConfig): PciPlace {
  const { address } = source
  if (mode !== 'subsystem' || type !== 'pci' || address === undefined)
    throw unsupported(`unsupported host device of type ${type}`)
  return {
    domain: address.domain ?? 0,
    bus: address.bus ?? 0,
    slot: address.slot ?? 0,
    function: address.function ?? 0,
  }
}

export function isPci({ mode, type }: HostdevConfig): boolean {
  return mode === 'subsystem' && type === 'pci'
}

/** `0000:00:1b.0`, or without the domain. */
export function pciFromText(text: string): PciPlace | undefined {
  const [, domain = '0', bus, slot, unit] =
    /^(?:([0-9a-fA-F]{1,4}):)?([0-9a-fA-F]{1,2}):([0-9a-fA-F]{1,2})\.([0-7])$/.exec(text) ?? []
  if (bus === undefined || slot === undefined || unit === undefined) return undefined
  const [d, b, s] = [domain, bus, slot].map((digits) => parseInt(digits, 16))
  return { domain: d ?? 0, bus: b ?? 0, slot: s ?? 0, function: Number(unit) }
}

export function pciToText({ domain, bus, slot, function: unit }: PciPlace): string {
  return `${hex(domain, 4)}:${hex(bus, 2)}:${hex(slot, 2)}.${hex(unit, 1)}`
}

export function hex(number: number, digits: number): string {
  return number.toString(16).padStart(digits, '0')
}
