import { statSync } from 'node:fs'
import type { DiskConfig } from '@virt/core/config'
import { imagesOf, withImages, type ChainImage } from '../command-line/image-chain.js'
import type { EngineContext } from '../engine/context.js'
import type { ManagedDomain } from '../engine/domain.js'
import { isOf } from '../engine/figures/block-figures.js'
import type { Guest } from '../engine/guest.js'
import type { QmpBlockDevice } from '../qmp/commands.js'
import { closeUnused } from './close-unused.js'
import { nodeOf } from './nodes.js'
import { followTop, noteDisk } from './replace-disk.js'

/**
 * What QEMU has open counts. An engine that ended while a disk got a new image has left a description of before; one that ended
 * while a drive got another medium, a description of what was to come.
 */
export async function reconcileImages(
  context: EngineContext,
  domain: ManagedDomain,
  guest: Guest,
): Promise<void> {
  const devices = await guest.monitor.execute('query-block')
  for (const disk of guest.config.devices?.disks ?? []) {
    const device = devices.find((each) => isOf(disk, each))
    if (!device || disk.mirror) continue
    if (disk.device === 'cdrom' || disk.device === 'floppy')
      await correctMedium(context, domain, guest, disk, device)
    else await followQemu(context, domain, guest, disk, device)
  }
  await closeUnused(guest)
}

/** There is a new image over the known ones, or the topmost ones were merged into one below. */
async function followQemu(
  context: EngineContext,
  domain: ManagedDomain,
  guest: Guest,
  disk: DiskConfig,
  device: QmpBlockDevice,
): Promise<void> {
  const known = imagesOf(disk)
  const top = topOf(device)
  if (!top) return
  const below = device.inserted?.image['backing-image']?.filename
  const place = known.findIndex(({ index }) => index === top.index)
  const isOver = place < 0 && below === known[0]?.path
  if (place <= 0 && !isOver) return
  await followTop(context, domain, disk, top)
  noteDisk(context, domain, guest, withImages(disk, isOver ? [top, ...known] : known.slice(place)))
}

async function correctMedium(
  context: EngineContext,
  domain: ManagedDomain,
  guest: Guest,
  disk: DiskConfig,
  device: QmpBlockDevice,
): Promise<void> {
  const top = topOf(device)
  if (top?.index === disk.source?.index || (device.inserted && !top)) return
  if (!device.inserted && (await insertTold(guest, disk))) return
  noteDisk(context, domain, guest, top ? withImages(disk, [top]) : withoutMedium(disk))
  await guest.monitor.execute('blockdev-close-tray', { id: disk.alias ?? '' })
}

/** Between two media: the one that was to come is open already, and the guest may have closed the tray. */
async function insertTold({ monitor }: Guest, { alias = '', source }: DiskConfig): Promise<boolean> {
  try {
    const node = nodeOf({ index: source?.index ?? 0 })
    await monitor.execute('blockdev-open-tray', { id: alias, force: true })
    await monitor.execute('blockdev-insert-medium', { id: alias, 'node-name': node })
    await monitor.execute('blockdev-close-tray', { id: alias })
    return true
  } catch {
    return false
  }
}

const withoutMedium = (disk: DiskConfig): DiskConfig => ({
  ...disk,
  source: undefined,
  backingStore: undefined,
})

/** The image that a device writes to, if it is a plain file or block device of ours. */
function topOf({ inserted }: QmpBlockDevice): ChainImage | undefined {
  const number = /^libvirt-(\d+)-format$/.exec(inserted?.['node-name'] ?? '')?.[1]
  const path = inserted?.image.filename ?? ''
  if (!inserted || number === undefined || !path.startsWith('/')) return undefined
  return { index: Number(number), type: kindOf(path), path, format: inserted.drv }
}

function kindOf(path: string): ChainImage['type'] {
  return statSync(path, { throwIfNoEntry: false })?.isBlockDevice() ? 'block' : 'file'
}
