import type { DiskConfig } from '@virt/core/config'
import { formatNode, type BlockImage } from './block-nodes.js'
import { formatDetails } from './storage/format-details.js'
import { remoteNode } from './storage/storage-node.js'
import { imagesOf, isWhole, type ChainImage } from './image-chain.js'

/** All images of a disk as block nodes, in the order in which they are made: from the end of the chain upwards. */
export function blockImages(disk: DiskConfig): readonly BlockImage[] {
  const images = imagesOf(disk)
  return images
    .map((image, depth) => blockImage(disk, image, backingOf(disk, images[depth + 1]), depth > 0))
    .reverse()
}

/** One image, with the disk's own settings. */
export function blockImage(
  disk: DiskConfig,
  { index, type, path, format, remote, source, metadataCache }: ChainImage,
  backing: BlockImage['backing'],
  below = false,
): BlockImage {
  const name = `libvirt-${index}`
  return {
    name,
    path,
    type,
    format,
    storage: remote && remoteNode(remote, disk, name),
    formatDetails: formatDetails({ name, format, metadataCache, source }),
    backing,
    cdrom: disk.device === 'cdrom',
    readOnly: below || disk.device === 'cdrom' || (disk.readonly ?? false),
    driver: disk.driver,
  }
}

function backingOf(disk: DiskConfig, next: ChainImage | undefined): BlockImage['backing'] {
  if (next) return formatNode(`libvirt-${next.index}`)
  return isWhole(disk) ? null : undefined
}
