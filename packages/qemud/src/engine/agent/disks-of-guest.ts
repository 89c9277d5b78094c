import type { DiskConfig, DomainConfig } from '@virt/core/config'
import type { GuestFsDisk } from '@virt/core/driver'
import { fieldsOf, numberOf, rowsOf, textOf } from './agent-shapes.js'

type Place = Readonly<Record<string, unknown>>

/** The disks that a row of the agent's is made of, with the targets that the domain calls them by. */
export function fsDisksOf(rows: unknown, config: DomainConfig): GuestFsDisk[] {
  return rowsOf(rows).map((place) => ({
    alias: targetAt(place, config),
    serial: textOf(place['serial']),
    device: textOf(place['dev']),
  }))
}

/** The target of the disk that the guest sees at this place; `undefined` where it is none of the domain's. */
export function targetAt(place: Place, config: DomainConfig): string | undefined {
  return config.devices?.disks?.find((disk) => isAt(disk, place, config))?.target.dev
}

function isAt({ address, target }: DiskConfig, place: Place, config: DomainConfig): boolean {
  const pci = fieldsOf(place['pci-controller'])
  if (address?.type === 'pci') return samePci(address, pci)
  if (address?.type !== 'drive') return false
  const { controller: number = 0, bus = 0, unit = 0, target: scsiTarget = 0 } = address
  const controller = config.devices?.controllers?.find(
    ({ type, index = 0 }) => type === target.bus && index === number,
  )
  return (
    controller?.address?.type === 'pci' &&
    samePci(controller.address, pci) &&
    bus === numberOf(place['bus']) &&
    scsiTarget === numberOf(place['target']) &&
    unit === numberOf(place['unit'])
  )
}

interface Pci {
  readonly domain?: number
  readonly bus?: number
  readonly slot?: number
  readonly function?: number
}

function samePci(own: Pci, seen: Place): boolean {
  const parts = ['domain', 'bus', 'slot', 'function'] as const
  return parts.every((part) => (own[part] ?? 0) === numberOf(seen[part]))
}
