import { rm } from 'node:fs/promises'
import type { KnownSnapshot } from '@virt/core/driver'
import { imagesOfDisk } from '../blocks/find-disk.js'
import { readBacking } from '../blocks/image-header.js'
import { followTop } from '../blocks/replace-disk.js'
import { imagePath } from '../command-line/block-nodes.js'
import type { ChainImage } from '../command-line/image-chain.js'
import type { EngineContext } from '../engine/context.js'
import type { ManagedDomain } from '../engine/domain.js'
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
  if (!guest && stopped === 'crashed') return (await Promise.all(targets.map(isWhole))).every(Boolean)
  const defined = (guest?.config ?? definition)?.devices?.disks?.map(imagePath) ?? []
  return targets.every((target) => defined.includes(pathOf(target)))
}

async function isWhole(target: SnapshotTarget): Promise<boolean> {
  const backing = await readBacking(pathOf(target)).catch(() => undefined)
  return backing?.name === imagesOfDisk(target.disk)[0].path
}

/** What a running guest has open is described already: its definition follows where it could not. */
async function keep(context: EngineContext, domain: ManagedDomain, snapshot: KnownSnapshot): Promise<void> {
  for (const target of targetsIn(snapshot)) await followTop(context, domain, target.disk, imageOf(target))
  await context.snapshots.keep(domain.uuid, snapshot, true)
}

function imageOf({ told }: SnapshotTarget): ChainImage {
  const { file, dev } = told.source ?? {}
  return { type: file === undefined ? 'block' : 'file', path: file ?? dev ?? '', format: 'qcow2', index: 0 }
}

async function drop(
  { snapshots }: EngineContext,
  { uuid, guest }: ManagedDomain,
  snapshot: KnownSnapshot,
  reuse: boolean,
): Promise<void> {
  const nodes = (await guest?.monitor.execute('query-named-block-nodes', { flat: true })) ?? []
  const open = targetsIn(snapshot).find((target) => nodes.some(({ file }) => file === pathOf(target)))
  if (open) throw new Error(`its image '${pathOf(open)}' is open`)
  for (const target of reuse ? [] : targetsIn(snapshot))
    if (target.told.type === 'file') await rm(pathOf(target), { force: true })
  await snapshots.drop(uuid, snapshot.name)
}
