import type { DiskConfig, DomainConfig } from '@virt/core/config'

/** The disk that a block node belongs to: nodes are named after their disk's alias, `virtio-disk0-format`. */
export function diskOfNode(config: DomainConfig, node: string): DiskConfig | undefined {
  const disks = config.devices?.disks ?? []
  return disks.find(({ alias }) => alias !== undefined && (node === alias || node.startsWith(`${alias}-`)))
}
