import type { DiskConfig } from '@virt/core/config'
import { blockImage, blockImages } from '../command-line/block-images.js'
import { formatNode, imageNodes, type BlockImage } from '../command-line/block-nodes.js'
import { highestNodeIndex } from '../command-line/node-indexes.js'
import type { ChainImage } from '../command-line/image-chain.js'
import type { EngineContext } from '../engine/context.js'
import type { Guest } from '../engine/guest.js'

/** The node that stands for an image. */
export const nodeOf = ({ index }: Pick<ChainImage, 'index'>): string => `libvirt-${index}-format`

/** A number that no image of the guest has. */
export function nextIndex({ config }: Guest, taken = 0): number {
  return Math.max(highestNodeIndex(config.devices?.disks ?? []), taken) + 1
}

/** Open an image in a running QEMU; all or nothing. */
export async function addNodes(
  guest: Guest,
  disk: DiskConfig,
  image: ChainImage,
  backing: BlockImage['backing'],
): Promise<void> {
  const [storage, format] = imageNodes(blockImage(disk, image, backing))
  await guest.monitor.execute('blockdev-add', { ...storage })
  try {
    await guest.monitor.execute('blockdev-add', { ...format })
  } catch (error) {
    await guest.monitor.execute('blockdev-del', { 'node-name': storageOf(image) }).catch(() => undefined)
    throw error
  }
}

/** Close an image that nothing uses any more. */
export async function removeNodes(context: EngineContext, guest: Guest, image: ChainImage): Promise<void> {
  try {
    await guest.monitor.execute('blockdev-del', { 'node-name': nodeOf(image) })
    await guest.monitor.execute('blockdev-del', { 'node-name': storageOf(image) })
  } catch (error) {
    if (guest.connected) context.warn(`image '${image.path}' stays open: ${(error as Error).message}`)
  }
}

/** An image of a chain that QEMU has opened for writing for a job is only read again: QEMU leaves it as it was for the job. */
export async function reopenForReading(
  context: EngineContext,
  guest: Guest,
  disk: DiskConfig,
  index: number,
): Promise<void> {
  const image = blockImages(disk).find(({ name }) => nodeOf({ index }) === formatNode(name))
  if (!image?.readOnly) return
  try {
    const [, format] = imageNodes(image)
    await guest.monitor.execute('blockdev-reopen', { options: [format] })
  } catch (error) {
    if (guest.connected)
      context.warn(`image '${image.path}' stays open for writing: ${(error as Error).message}`)
  }
}

/** The node that its bytes are read from and written to. */
export const storageOf = ({ index }: Pick<ChainImage, 'index'>): string => `libvirt-${index}-storage`
