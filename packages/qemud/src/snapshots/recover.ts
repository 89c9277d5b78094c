import { rm } from 'node:fs/promises'
import type { DiskConfig } from '@virt/core/config'
import type { KnownSnapshot } from '@virt/core/driver'
import { imagesOfDisk } from '../blocks/find-disk.js'
import { readBacking } from '../blocks/image-header.js'
import { followTop, noteDisk } from '../blocks/replace-disk.js'
import { imagePath } from '../command-line/block-nodes.js'
import { imagesOf, withImages, type ChainImage } from '../command-line/image-chain.js'
import type { EngineContext } from '../engine/context.js'
import type { ManagedDomain } from '../engine/domain.js'
import type { Guest } from '../engine/guest.js'
import type { SnapshotTarget } from './align.js'
import { targetsOf } from './targets.js'

/**
 * What an earlier engine was killed in: an external snapshot has happened when the guest goes on with the new images. To
 * be called in the turn of the domain in which its QEMU was found again, or was found to be gone.
 */
export async function recoverSnapshots(context: EngineContext, domain: ManagedDomain): Promise<void> {
  for (const { snapshot, reuse } of context.snapshots.unfinished(domain.uuid)) {
    try {
      if (await isTaken(domain, snapshot)) await keep(context, domain, snapshot)
      else await drop(context, domain, snapshot, reuse)
    } catch (error) {
      context.warn(`snapshot '${snapshot.name}' of '${domain.name}': ${(error as Error).message}`)
    }
  }
}

const targetsIn = (snapshot: KnownSnapshot): readonly SnapshotTarget[] => targetsOf(snapshot, 'external')

const pathOf = ({ told }: SnapshotTarget): string => told.source?.file ?? told.source?.dev ?? ''

/** A QEMU that is gone may have written to images that are whole: then they are the newest there is. */
async function isTaken(
  { guest, stopped, definition }: ManagedDomain,
  snapshot: KnownSnapshot,
): Promise<boolean> {
  const targets = targetsIn(snapshot)
  if (guest) {
    const tops = await topsOf(guest)
    return targets.every((target) => tops.has(pathOf(target)))
  }
  if (stopped === 'crashed') return (await Promise.all(targets.map(isWhole))).every(Boolean)
  const defined = definition?.devices?.disks?.map(imagePath) ?? []
  return targets.every((target) => defined.includes(pathOf(target)))
}

/** The topmost images that QEMU has open: the numbers of their nodes by path. */
async function topsOf({ monitor }: Guest): Promise<ReadonlyMap<string, number>> {
  const drives = await monitor.execute('query-block')
  return new Map(
    drives.flatMap(({ inserted }) => {
      const [, index] = /^libvirt-(\d+)-/.exec(inserted?.['node-name'] ?? '') ?? []
      return inserted && index !== undefined ? [[inserted.file, Number(index)] as const] : []
    }),
  )
}

async function isWhole(target: SnapshotTarget): Promise<boolean> {
  const backing = await readBacking(pathOf(target)).catch(() => undefined)
  return backing?.name === imagesOfDisk(target.disk)[0].path
}

async function keep(context: EngineContext, domain: ManagedDomain, snapshot: KnownSnapshot): Promise<void> {
  const { guest } = domain
  const tops = guest && (await topsOf(guest))
  for (const target of targetsIn(snapshot)) {
    const image = imageOf(target, tops?.get(pathOf(target)) ?? 0)
    const live = guest && liveDisk(guest, target)
    if (guest && live && imagePath(live) !== image.path)
      noteDisk(context, domain, guest, withImages(live, [image, ...imagesOf(live)]))
    await followTop(context, domain, target.disk, image)
  }
  await context.snapshots.keep(domain.uuid, snapshot, true)
}

function imageOf({ told }: SnapshotTarget, index: number): ChainImage {
  const { file, dev } = told.source ?? {}
  return { type: file === undefined ? 'block' : 'file', path: file ?? dev ?? '', format: 'qcow2', index }
}

async function drop(
  context: EngineContext,
  domain: ManagedDomain,
  snapshot: KnownSnapshot,
  reuse: boolean,
): Promise<void> {
  const { guest, uuid } = domain
  for (const target of targetsIn(snapshot)) {
    const live = guest && liveDisk(guest, target)
    if (guest && live && imagePath(live) === pathOf(target))
      noteDisk(context, domain, guest, withImages(live, imagesOf(live).slice(1)))
    if (!reuse && target.told.type === 'file') await rm(pathOf(target), { force: true })
  }
  await context.snapshots.drop(uuid, snapshot.name)
}

function liveDisk({ config }: Guest, { disk }: SnapshotTarget): DiskConfig | undefined {
  return config.devices?.disks?.find(({ target }) => target.dev === disk.target.dev)
}
