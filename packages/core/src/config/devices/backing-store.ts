import type { Codec } from '../codec/codec.js'
import { element } from '../codec/element.js'
import { attribute, child, content, plain, required } from '../codec/fields.js'
import { lazy } from '../codec/lazy.js'
import { size } from '../codec/scaled.js'
import type { Unknowns } from '../codec/unknowns.js'
import { text, uint, word } from '../codec/values.js'
import type { Bytes } from '../units.js'
import { diskSourceCodec, type DiskSource, type DiskType } from './disk-source.js'

/** `<metadata_cache>`. */
export interface MetadataCache extends Unknowns {
  readonly maxSize?: Bytes
}

/** `<format>` of an image in a backing chain. */
export interface ImageFormat extends Unknowns {
  readonly type: string
  readonly metadataCache?: MetadataCache
}

/** `<backingStore>`: the image below. Without a `type`: the end of the chain. */
export interface BackingStore extends Unknowns {
  readonly type?: DiskType
  readonly index?: number
  readonly format?: ImageFormat
  readonly source?: DiskSource
  readonly backingStore?: BackingStore
}

export const metadataCacheCodec: Codec<MetadataCache> = element('metadata_cache', {
  maxSize: plain('max_size', content(size('bytes'))),
})

export const imageFormatCodec: Codec<ImageFormat> = element('format', {
  type: required(attribute('type', text)),
  metadataCache: child(metadataCacheCodec),
})

export const backingStoreCodec: Codec<BackingStore> = element('backingStore', {
  type: attribute('type', word()),
  index: attribute('index', uint),
  format: child(imageFormatCodec),
  source: child(diskSourceCodec),
  backingStore: child(lazy('backingStore', () => backingStoreCodec)),
})
