import { rm } from 'node:fs/promises'
import {
  VirtError,
  isExternal,
  type JobCall,
  type KnownSnapshot,
  type SnapshotDeleteFlags,
} from '@virt/core/driver'
import { blockCommit } from '../blocks/commit.js'
import { withChain } from '../blocks/find-chains.js'
import { imagesOfDisk } from '../blocks/find-disk.js'
import { qemuImg } from '../blocks/qemu-img.js'
import { definedDisk, withDisk } from '../blocks/replace-disk.js'
import { imagePath } from '../command-line/block-nodes.js'
import type { EngineContext } from '../engine/context.js'
import type { ManagedDomain } from '../engine/domain.js'
import { unsupported } from './align.js'
import { deleteInactive, deleteLive } from './internal.js'
import { targetsOf } from './targets.js'

/** Remove snapshots, the youngest first, each with its data. */
export async function deleteSnapshot(
  context: EngineContext,
  domain: ManagedDomain,
  name: string,
  { children, childrenOnly, metadataOnly }: SnapshotDeleteFlags,
  call: JobCall,
): Promise<void> {
  const tree = context.snapshots.of(domain.uuid)
  const itself = tree.get(name)
  const below = children || childrenOnly ? [...tree.below(name)].reverse() : []
  for (const snapshot of [...below, ...(childrenOnly ? [] : [itself])]) {
    if (!metadataOnly) await deleteData(context, domain, snapshot, call)
    await domain.jobs.run(() => context.snapshots.forget(domain.uuid, snapshot.name), call)
  }
}

function deleteData(
  context: EngineContext,
  domain: ManagedDomain,
  snapshot: KnownSnapshot,
  call: JobCall,
): Promise<void> {
  if (isExternal(snapshot)) return mergeData(context, domain, snapshot, call)
  return domain.jobs.run(async () => {
    const targets = targetsOf(snapshot, 'internal')
    const { guest } = domain
    if (!guest) return deleteInactive(snapshot.name, targets)
    if (targets.length > 0) await deleteLive(guest, snapshot.name, targets)
  }, call)
}

/** What was written since the snapshot goes into what it has left alone: only of the last one, which nothing else builds on. */
async function mergeData(
  context: EngineContext,
  domain: ManagedDomain,
  snapshot: KnownSnapshot,
  call: JobCall,
): Promise<void> {
  if (snapshot.memory?.snapshot === 'external')
    throw unsupported('deletion of external snapshots with memory not supported yet')
  if (context.snapshots.of(domain.uuid).childrenOf(snapshot.name).length > 0)
    throw notLast(snapshot, 'snapshots that came after it')
  const targets = targetsOf(snapshot, 'external')
  for (const { told } of targets)
    if (topOf(domain, told.name) !== (told.source?.file ?? told.source?.dev))
      throw notLast(snapshot, `another image as disk '${told.name}'`)
  for (const { told } of targets)
    if (domain.guest)
      await blockCommit(
        context,
        domain,
        told.name,
        { active: true, shallow: true, pivot: true, delete: true },
        call,
      )
    else await domain.jobs.run(() => mergeInactive(context, domain, told.name), call)
}

async function mergeInactive(context: EngineContext, domain: ManagedDomain, target: string): Promise<void> {
  const disk = domain.config.devices?.disks?.find(({ target: { dev } }) => dev === target)
  if (!disk) return
  const [, base] = imagesOfDisk(await withChain(disk))
  const [top] = imagesOfDisk(disk)
  if (!base) return
  await qemuImg(['commit', '-q', '-f', top.format, top.path])
  const definition = withDisk(domain.config, definedDisk(disk, base))
  await context.definitions.save(definition)
  domain.definition = definition
  await rm(top.path, { force: true })
}

function topOf({ config }: ManagedDomain, target: string): string | undefined {
  const disk = config.devices?.disks?.find(({ target: { dev } }) => dev === target)
  return disk && imagePath(disk)
}

function notLast({ name }: KnownSnapshot, what: string): VirtError {
  return new VirtError(
    'OPERATION_UNSUPPORTED',
    `deletion of external snapshot '${name}' is not supported: the domain has ${what}`,
    { origin: 'QEMU' },
  )
}
