import type { BackingStore, DiskConfig } from '@virt/core/config'

/** One image of a disk: what it is, and the number that its block nodes are named after. */
export interface ChainImage {
  readonly index: number
  readonly type: 'file' | 'block'
  readonly path: string
  readonly format: string
}

/** The images of a disk from the one that the guest writes to downwards, as far as its description tells. */
export function imagesOf(disk: DiskConfig): readonly ChainImage[] {
  const { type, source, driver } = disk
  const top = imageOf({ type, source, format: { type: driver?.type ?? 'raw' } })
  return top ? [top, ...below(disk.backingStore)] : []
}

/** Whether the description tells where the chain ends: QEMU then looks for nothing more. */
export function isWhole({ backingStore }: Pick<DiskConfig, 'backingStore'>): boolean {
  if (!backingStore) return false
  return backingStore.type === undefined || isWhole(backingStore)
}

/** The disk with these images instead. */
export function withImages(disk: DiskConfig, [top, ...rest]: readonly ChainImage[]): DiskConfig {
  if (!top) return disk
  const { type, index, path, format } = top
  return {
    ...disk,
    type,
    driver: { ...disk.driver, name: disk.driver?.name ?? 'qemu', type: format },
    source: { ...disk.source, file: undefined, dev: undefined, ...sourceOf(type, path), index },
    backingStore: storeOf(rest),
  }
}

/** The chain from its second image down, with its end. */
export function storeOf(images: readonly ChainImage[]): BackingStore {
  return images.reduceRight<BackingStore>(
    (backingStore, { type, index, path, format }) => ({
      type,
      index,
      format: { type: format },
      source: sourceOf(type, path),
      backingStore,
    }),
    {},
  )
}

export function sourceOf(
  type: ChainImage['type'],
  path: string,
): { readonly file: string } | { readonly dev: string } {
  return type === 'block' ? { dev: path } : { file: path }
}

function below(store: BackingStore | undefined): readonly ChainImage[] {
  const image = store && imageOf({ ...store, source: { ...store.source, index: store.index } })
  return image ? [image, ...below(store.backingStore)] : []
}

function imageOf({ type, source, format }: Omit<BackingStore, 'index'>): ChainImage | undefined {
  const path = type === 'block' ? source?.dev : source?.file
  if (path === undefined || (type !== 'file' && type !== 'block')) return undefined
  return { type, path, format: format?.type ?? 'raw', index: source?.index ?? 0 }
}
