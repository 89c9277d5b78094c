import type { BackingStore, DiskConfig, DiskSource } from '@virt/core/config'
import { remoteOf, type RemoteSource } from './storage/storage-node.js'

/** One image of a disk: what it is, and the number that its block nodes are named after. */
export interface ChainImage {
  readonly index: number
  readonly type: 'file' | 'block'
  readonly path: string
  readonly format: string
  /** Where it is when it is no file and no block device of this host: then `path` is empty. */
  readonly remote?: RemoteSource
  readonly source?: DiskSource
  /** Bytes of qcow2's tables to keep in memory. */
  readonly metadataCache?: number
}

/** The images of a disk from the one that the guest writes to downwards, as far as its description tells. */
export function imagesOf(disk: DiskConfig): readonly ChainImage[] {
  const { type, source, driver } = disk
  const format = {
    type: type === 'dir' ? 'raw' : (driver?.type ?? 'raw'),
    metadataCache: driver?.metadataCache,
  }
  const top = imageOf({ type, source: source && withDiskSecrets(disk, source), format })
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
  const { type, index, path, format, remote } = top
  return {
    ...disk,
    type: remote?.type ?? type,
    driver: { ...disk.driver, name: disk.driver?.name ?? 'qemu', type: format },
    source: remote
      ? { ...remote.source, index }
      : { ...disk.source, file: undefined, dev: undefined, ...sourceOf(type, path), index },
    backingStore: storeOf(rest),
  }
}

/** The chain from its second image down, with its end. */
export function storeOf(images: readonly ChainImage[]): BackingStore {
  return images.reduceRight<BackingStore>(
    (backingStore, { type, index, path, format, remote }) => ({
      type: remote?.type ?? type,
      index,
      format: { type: format },
      source: remote?.source ?? sourceOf(type, path),
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

/** Older definitions have what opens the top image beside its source. */
function withDiskSecrets({ auth, encryption }: DiskConfig, source: DiskSource): DiskSource {
  return { ...source, auth: source.auth ?? auth, encryption: source.encryption ?? encryption }
}

function imageOf({ type, source, format }: Omit<BackingStore, 'index'>): ChainImage | undefined {
  const remote = remoteOf(type, source)
  const path = remote ? '' : type === 'block' ? source?.dev : source?.file
  if (path === undefined) return undefined
  return {
    type: type === 'block' ? 'block' : 'file',
    path,
    format: format?.type ?? 'raw',
    index: source?.index ?? 0,
    source,
    ...(remote && { remote }),
    ...(format?.metadataCache && { metadataCache: format.metadataCache.maxSize }),
  }
}
