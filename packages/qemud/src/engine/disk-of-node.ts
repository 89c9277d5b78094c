import type { DiskConfig, DomainConfig } from '@virt/core/config'
import { imagesOf } from '../command-line/image-chain.js'

/** The disk that a block node belongs to: nodes are named after the number of their image, `libvirt-1-format`. */
export function diskOfNode(config: DomainConfig, node: string): DiskConfig | undefined {
  const index = Number(/^libvirt-(\d+)-/.exec(node)?.[1])
  return config.devices?.disks?.find((disk) => imagesOf(disk).some((image) => image.index === index))
}
