import type { BackingStore, DiskConfig } from '@virt/core/config'

/** Every disk that has a medium with the numbers that its block nodes are named after, which it keeps as long as it lives. */
export function withNodeIndexes(disks: readonly DiskConfig[]): readonly DiskConfig[] {
  let last = highestNodeIndex(disks)
  const numbered = (store: BackingStore | undefined): BackingStore | undefined =>
    store?.type === undefined
      ? store
      : { ...store, index: store.index ?? ++last, backingStore: numbered(store.backingStore) }
  return disks.map((disk) => {
    const { source, backingStore } = disk
    if (!source) return disk
    const named = source.index === undefined ? { ...source, index: ++last } : source
    return { ...disk, source: named, ...(backingStore && { backingStore: numbered(backingStore) }) }
  })
}

/** The highest number that any image of these disks has; 0: none has one. */
export function highestNodeIndex(disks: readonly DiskConfig[]): number {
  const ofChain = (store: BackingStore | undefined): number =>
    store ? Math.max(store.index ?? 0, ofChain(store.backingStore)) : 0
  return Math.max(
    0,
    ...disks.map(({ source, backingStore, mirror }) =>
      Math.max(source?.index ?? 0, ofChain(backingStore), mirror?.source?.index ?? 0),
    ),
  )
}

/** The disks of a definition, whose numbers are none of a running domain. */
export function withoutNodeIndexes(disks: readonly DiskConfig[]): readonly DiskConfig[] {
  const bare = (store: BackingStore): BackingStore => ({
    ...store,
    index: undefined,
    backingStore: store.backingStore && bare(store.backingStore),
  })
  return disks.map((disk) => ({
    ...disk,
    ...(disk.source && { source: { ...disk.source, index: undefined } }),
    ...(disk.backingStore && { backingStore: bare(disk.backingStore) }),
  }))
}

/** What the block nodes of a disk's medium are called. */
export function nodeName({ source }: DiskConfig): string {
  return `libvirt-${source?.index ?? 0}`
}
