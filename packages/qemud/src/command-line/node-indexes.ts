import type { DiskConfig } from '@virt/core/config'

/** Every disk that has a medium with the number that its block nodes are named after, which it keeps as long as it lives. */
export function withNodeIndexes(disks: readonly DiskConfig[]): readonly DiskConfig[] {
  let last = Math.max(0, ...disks.map(({ source }) => source?.index ?? 0))
  return disks.map((disk) => {
    const { source } = disk
    if (!source || source.index !== undefined) return disk
    return { ...disk, source: { ...source, index: ++last } }
  })
}

/** The disks of a definition, whose numbers are none of a running domain. */
export function withoutNodeIndexes(disks: readonly DiskConfig[]): readonly DiskConfig[] {
  return disks.map((disk) => (disk.source ? { ...disk, source: { ...disk.source, index: undefined } } : disk))
}

/** What the block nodes of a disk's medium are called. */
export function nodeName({ source }: DiskConfig): string {
  return `libvirt-${source?.index ?? 0}`
}
