import { statSync } from 'node:fs'
import type { DiskConfig } from '@virt/core/config'
import type { BlockFigures, BlockInfo, BlockStats } from '@virt/core/driver'
import { storageOf } from '../../blocks/nodes.js'
import { blocksOf, bytesPerBlock } from '../../host/block-device.js'
import type { QmpBlockDevice, QmpBlockStats, QmpImageInfo } from '../../qmp/commands.js'
import type { Guest } from '../guest.js'
import type { Asked } from './asked.js'

/** Figures of all disks of a guest, and with `backing` of all images that they are made of. */
export function blockFigures({ config, thresholds }: Guest, asked: Asked, backing: boolean): BlockFigures[] {
  return (config.devices?.disks ?? []).flatMap((disk) => {
    const threshold = thresholds.get(storageOf({ index: disk.source?.index ?? 0 }))
    const figures = { ...figuresOf(disk, asked), ...(threshold && { threshold }) }
    const top = { name: disk.target.dev, path: pathOf(disk), ...figures }
    return backing ? [top, ...chainOf(disk, asked)] : [top]
  })
}

/** Figures of one disk. */
export function figuresOf(disk: DiskConfig, asked: Asked): BlockStats & Partial<BlockInfo> {
  const row = asked.blockStats?.find((each) => isOf(disk, each))
  return { ...(row && statsOf(row)), ...infoOf(disk, asked) }
}

/** How large a disk is, as QEMU and the host say. */
export function infoOf(disk: DiskConfig, asked: Asked): BlockInfo | undefined {
  const image = deviceOf(disk, asked)?.inserted?.image
  const row = asked.blockStats?.find((each) => isOf(disk, each))
  return image && sizes(image, pathOf(disk), row?.parent?.stats.wr_highest_offset)
}

/** A block device is written from its beginning on: what is behind the highest offset is free. */
export function sizes(image: QmpImageInfo, path: string | undefined, highest: number | undefined): BlockInfo {
  const file = path === undefined ? undefined : onHost(path)
  const capacity = image['virtual-size']
  const physical = file?.size ?? image['actual-size'] ?? capacity
  const used = file?.device ? highest : (image['actual-size'] ?? highest)
  return { capacity, allocation: used ?? physical, physical }
}

export function pathOf({ source }: DiskConfig): string | undefined {
  return source?.file ?? source?.dev
}

/** QEMU answers with the device's id, or with its path in the object tree. */
export function isOf(disk: DiskConfig, { qdev, device }: Pick<QmpBlockStats, 'qdev' | 'device'>): boolean {
  return [qdev, device].some((each) => disk.alias !== undefined && each?.split('/').includes(disk.alias))
}

function statsOf({ stats }: QmpBlockStats): BlockStats {
  return {
    readRequests: stats.rd_operations,
    readBytes: stats.rd_bytes,
    readTime: stats.rd_total_time_ns,
    writeRequests: stats.wr_operations,
    writeBytes: stats.wr_bytes,
    writeTime: stats.wr_total_time_ns,
    flushRequests: stats.flush_operations,
    flushTime: stats.flush_total_time_ns,
  }
}

function deviceOf(disk: DiskConfig, { blocks }: Asked): QmpBlockDevice | undefined {
  return blocks?.find((each) => isOf(disk, each))
}

function chainOf(disk: DiskConfig, asked: Asked): BlockFigures[] {
  const images: BlockFigures[] = []
  let image = deviceOf(disk, asked)?.inserted?.image['backing-image']
  for (let place = 1; image; place++, image = image['backing-image']) {
    const path = image.filename
    images.push({ name: disk.target.dev, backingIndex: place, path, ...sizes(image, path, undefined) })
  }
  return images
}

function onHost(path: string): { size: number; device: boolean } | undefined {
  try {
    const found = statSync(path)
    if (!found.isBlockDevice()) return { size: found.size, device: false }
    return { size: blocksOf(found.rdev) * bytesPerBlock, device: true }
  } catch {
    return undefined
  }
}
