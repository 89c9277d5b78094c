import { xmlError } from '../codec/errors.js'
import type { DriveAddress } from '../devices/address.js'
import type { DiskBus, DiskConfig } from '../devices/disk.js'
import type { DomainConfig } from '../domain/domain.js'
import type { Draft } from './draft.js'

export function completeDisks(domain: Draft<DomainConfig>): void {
  const { devices } = domain
  if (devices?.disks === undefined) return
  const wide = domain.type === 'qemu' || domain.type === 'kvm'
  const disks = devices.disks.map((disk) => withAddress(disk, wide))
  checkTargets(disks)
  domain.devices = { ...devices, disks }
}

function withAddress(disk: DiskConfig, wide: boolean): DiskConfig {
  if (disk.address !== undefined) return disk
  const address = driveAddress(disk, wide)
  return address === undefined ? disk : { ...disk, address }
}

/** Units of each bus of a controller, and its buses (`virDomainDiskDefAssignAddress`). */
const layouts: Readonly<Partial<Record<DiskBus, { readonly units: number; readonly buses: number }>>> = {
  ide: { units: 2, buses: 2 },
  sata: { units: 6, buses: 1 },
  fdc: { units: 2, buses: 1 },
  scsi: { units: 7, buses: 1 },
}

/** A wide SCSI bus has 16 units, of which the controller itself is the seventh. */
const wideScsi = { units: 15, buses: 1 }

function driveAddress({ target: { dev, bus } }: DiskConfig, wide: boolean): DriveAddress | undefined {
  const layout = bus === 'scsi' && wide ? wideScsi : bus && layouts[bus]
  if (layout === undefined) return undefined
  const { units, buses } = layout
  const index = diskIndex(dev)
  if (index === undefined) return undefined
  const unit = index % units
  return {
    type: 'drive',
    controller: Math.floor(index / (units * buses)),
    bus: Math.floor(index / units) % buses,
    target: 0,
    unit: layout === wideScsi && unit >= 7 ? unit + 1 : unit,
  }
}

/** 0 for `sda`, 26 for `sdaa` (`virDiskNameToIndex`); a partition's number is ignored. */
export function diskIndex(dev: string): number | undefined {
  const [, letters] = /^(?:fd|hd|vd|sd|xvd|ubd)([a-z]+)\d*$/.exec(dev) ?? []
  if (letters === undefined) return undefined
  let index = -1
  for (const letter of letters) index = (index + 1) * 26 + letter.charCodeAt(0) - 97
  return index
}

function checkTargets(disks: readonly DiskConfig[]): void {
  const seen = new Set<string>()
  for (const { target } of disks) {
    if (seen.has(target.dev)) throw xmlError(`target '${target.dev}' duplicated for disk sources`, 'DOMAIN')
    seen.add(target.dev)
  }
}
