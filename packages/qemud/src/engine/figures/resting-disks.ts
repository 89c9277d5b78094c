import { stat } from 'node:fs/promises'
import type { DiskConfig, DomainConfig } from '@virt/core/config'
import type { BlockFigures } from '@virt/core/driver'
import { readCapacity } from '../../blocks/image-header.js'
import { blocksOf, bytesPerBlock } from '../../host/block-device.js'
import { pathOf } from './block-figures.js'

/** How large the disks of a domain that is off are. Of an image that is not there only its name is told. */
export function restingDisks({ devices }: DomainConfig): Promise<BlockFigures[]> {
  return Promise.all((devices?.disks ?? []).map(figuresOf))
}

async function figuresOf(disk: DiskConfig): Promise<BlockFigures> {
  const path = pathOf(disk)
  const known = { name: disk.target.dev, path }
  if (path === undefined) return known
  try {
    const found = await stat(path)
    const device = found.isBlockDevice()
    const physical = device ? blocksOf(found.rdev) * bytesPerBlock : found.size
    const told = disk.driver?.type === 'qcow2' ? await readCapacity(path) : undefined
    return {
      ...known,
      allocation: device ? physical : found.blocks * bytesPerBlock,
      capacity: told ?? physical,
      physical,
    }
  } catch {
    return known
  }
}
