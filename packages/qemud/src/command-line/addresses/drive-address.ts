import type { DiskConfig, DriveAddress } from '@virt/core/config'
import { unsupported } from '../plan.js'

/** The place that a name like `hda`, `sdb` or `vdaa` stands for, from 0. */
export function targetIndex(dev: string): number {
  const letters = /^(?:fd|hd|vd|sd|xvd|ubd)([a-z]{1,3})\d*$/.exec(dev)?.[1]
  if (letters === undefined) throw unsupported(`disk target '${dev}' is no known device name`)
  return Buffer.from(letters).reduce((index, letter) => index * 26 + letter - 96, 0) - 1
}

const layouts: Readonly<Record<string, (index: number) => Omit<DriveAddress, 'type'>>> = {
  ide: (index) => ({ controller: index >> 2, bus: (index >> 1) & 1, unit: index & 1 }),
  scsi: (index) => ({ controller: Math.floor(index / 7), bus: 0, unit: index % 7 }),
  sata: (index) => ({ controller: Math.floor(index / 6), bus: 0, unit: index % 6 }),
  fdc: (index) => ({ controller: index >> 1, bus: 0, unit: index & 1 }),
}

/** Where a disk of a bus with drive addresses goes; `undefined` on other buses. The definition's own address wins. */
export function driveAddress(disk: DiskConfig): Required<Omit<DriveAddress, 'extra'>> | undefined {
  const layout = layouts[disk.target.bus ?? '']
  if (!layout) return undefined
  const given: Omit<DriveAddress, 'type'> = ownAddress(disk) ?? layout(targetIndex(disk.target.dev))
  const { controller = 0, bus = 0, target = 0, unit = 0 } = given
  return { type: 'drive', controller, bus, target, unit }
}

function ownAddress({ address, target }: DiskConfig): DriveAddress | undefined {
  if (address === undefined || address.type === 'drive') return address
  throw unsupported(
    `Invalid address type '${address.type}' for the disk '${target.dev}' with the bus type '${target.bus ?? ''}'`,
  )
}
