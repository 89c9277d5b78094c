import { rm } from 'node:fs/promises'
import type { DiskConfig } from '@virt/core/config'
import { imagesOf, withImages, type ChainImage } from '../command-line/image-chain.js'
import { createImage, kindOfPlace } from '../blocks/create-image.js'
import { imagesOfDisk } from '../blocks/find-disk.js'
import { addNodes, nextIndex, nodeOf, removeNodes } from '../blocks/nodes.js'
import { definedDisk, followed, noteDisk, withDisk } from '../blocks/replace-disk.js'
import type { EngineContext } from '../engine/context.js'
import type { ManagedDomain } from '../engine/domain.js'
import type { Guest } from '../engine/guest.js'
import type { SnapshotTarget } from './align.js'

/** A new image of one disk, over what it had. */
interface Overlay {
  readonly disk: DiskConfig
  readonly base: ChainImage
  readonly image: ChainImage
  readonly created: boolean
}

/** The guest goes on with new images, all at once; what it had until now stays as it is. */
export async function overlayLive(
  context: EngineContext,
  domain: ManagedDomain,
  guest: Guest,
  targets: readonly SnapshotTarget[],
  reuse: boolean,
): Promise<void> {
  const overlays: Overlay[] = []
  const opened: Overlay[] = []
  try {
    for (const target of targets) {
      const overlay = await make(target, nextIndex(guest, overlays.at(-1)?.image.index), reuse)
      overlays.push(overlay)
      await addNodes(guest, overlay.disk, overlay.image, null)
      opened.push(overlay)
    }
    await goOn(context, domain, guest, overlays)
  } catch (error) {
    for (const { image } of opened) await removeNodes(context, guest, image)
    await discard(overlays)
    throw error
  }
}

/** The definition is ready before it happens: then no room on the disk is needed. */
async function goOn(
  context: EngineContext,
  domain: ManagedDomain,
  guest: Guest,
  overlays: readonly Overlay[],
): Promise<void> {
  const definition = overlays.reduce(
    (config, { disk, image }) => followed(config, disk, image),
    domain.definition,
  )
  const staged = definition && (await context.definitions.stage(definition))
  try {
    await guest.monitor.execute('transaction', { actions: overlays.map(action) })
  } catch (error) {
    staged?.discard()
    throw error
  }
  for (const { disk, image } of overlays)
    noteDisk(context, domain, guest, withImages(disk, [image, ...imagesOf(disk)]))
  await staged?.commit()
  domain.definition = definition
}

/** The next start goes on with new images. */
export async function overlayInactive(
  context: EngineContext,
  domain: ManagedDomain,
  targets: readonly SnapshotTarget[],
  reuse: boolean,
): Promise<void> {
  const overlays: Overlay[] = []
  try {
    for (const target of targets) overlays.push(await make(target, 0, reuse))
    const definition = overlays.reduce(
      (config, { disk, image }) => withDisk(config, definedDisk(disk, image)),
      domain.config,
    )
    await context.definitions.save(definition)
    domain.definition = definition
  } catch (error) {
    await discard(overlays)
    throw error
  }
}

async function make({ disk, told }: SnapshotTarget, index: number, reuse: boolean): Promise<Overlay> {
  const [base] = imagesOfDisk(disk)
  const path = told.source?.file ?? told.source?.dev ?? ''
  const type = told.type === 'block' ? 'block' : undefined
  const place = await kindOfPlace({ path, type }, disk.target.dev, reuse)
  const image: ChainImage = { ...place, index, format: told.driver?.type ?? 'qcow2' }
  if (!reuse) await createImage(image, { backing: base, like: base.path })
  return { disk, base, image, created: !reuse && image.type === 'file' }
}

function action({ base, image }: Overlay): object {
  return { type: 'blockdev-snapshot', data: { node: nodeOf(base), overlay: nodeOf(image) } }
}

async function discard(overlays: readonly Overlay[]): Promise<void> {
  for (const { image, created } of overlays) if (created) await rm(image.path, { force: true })
}
