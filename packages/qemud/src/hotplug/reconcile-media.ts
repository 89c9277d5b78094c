import type { DiskConfig } from '@virt/core/config'
import { liveParts } from '../command-line/live/change.js'
import type { Part } from '../command-line/live/parts.js'
import { commandContext } from '../engine/command-context.js'
import type { EngineContext } from '../engine/context.js'
import type { ManagedDomain } from '../engine/domain.js'
import type { Guest } from '../engine/guest.js'
import { exchange } from './change-medium.js'
import { addParts, removeParts } from './plug-parts.js'
import { topNodeOf } from './top-node.js'

/**
 * Put the medium into each drive that the description says, which an earlier engine may have been killed in, and close the
 * images that nothing uses any more.
 */
export async function reconcileMedia(
  context: EngineContext,
  domain: ManagedDomain,
  guest: Guest,
): Promise<void> {
  const blocks = liveParts(guest.config, await commandContext(context, domain, guest.config)).filter(
    ({ kind }) => kind === 'blockdev',
  )
  for (const disk of guest.config.devices?.disks ?? [])
    if (disk.device === 'cdrom' || disk.device === 'floppy') await complete(guest, disk, blocks)
  if (guest.blockJobs.size === 0) await closeUnused(guest, blocks)
}

async function complete(guest: Guest, disk: DiskConfig, blocks: readonly Part[]): Promise<void> {
  const { alias = '', source } = disk
  const wanted = blocks.filter(({ id }) => id.startsWith(`libvirt-${source?.index}-`))
  const drives = await guest.monitor.execute('query-block')
  const drive = drives.find(({ qdev = '' }) => qdev === alias || qdev.split('/').includes(alias))
  const inside = drive?.inserted?.['node-name']
  if (!drive || inside === topNodeOf(wanted)) return
  const present = new Set(await nodesOf(guest))
  const missing = wanted.filter(({ id }) => !present.has(id))
  await addParts(guest, missing, [], {})
  await exchange(guest, alias, topNodeOf(wanted), inside, { force: true })
}

/** What reads an image goes before what it reads; what is used stays. */
async function closeUnused(guest: Guest, blocks: readonly Part[]): Promise<void> {
  const known = new Set(blocks.map(({ id }) => id))
  const unknown = (await nodesOf(guest)).filter((id) => /^libvirt-\d+-/.test(id) && !known.has(id))
  const isFormat = (id: string): boolean => id.endsWith('-format')
  const order = [...unknown.filter(isFormat), ...unknown.filter((id) => !isFormat(id))]
  await removeParts(
    guest,
    order.map((id) => ({ kind: 'blockdev', id, arguments: {} })),
  )
}

async function nodesOf({ monitor }: Guest): Promise<readonly string[]> {
  const nodes = await monitor.execute('query-named-block-nodes', { flat: true })
  return nodes.map((node) => node['node-name'])
}
