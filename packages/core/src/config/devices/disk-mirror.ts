import type { Codec } from '../codec/codec.js'
import { element } from '../codec/element.js'
import { attribute, child } from '../codec/fields.js'
import type { Unknowns } from '../codec/unknowns.js'
import { oneOf, text, word } from '../codec/values.js'
import type { Other } from '../units.js'
import { backingStoreCodec, imageFormatCodec, type BackingStore, type ImageFormat } from './backing-store.js'
import { diskSourceCodec, type DiskSource, type DiskType } from './disk-source.js'

/** `<mirror>`: a copy job of a running domain. */
export interface DiskMirror extends Unknowns {
  readonly type?: DiskType
  readonly file?: string
  readonly formatName?: string
  readonly job?: 'copy' | 'active-commit' | Other
  readonly ready?: 'yes' | 'abort' | 'pivot'
  readonly format?: ImageFormat
  readonly source?: DiskSource
  readonly backingStore?: BackingStore
}

export const diskMirrorCodec: Codec<DiskMirror> = element('mirror', {
  type: attribute('type', word()),
  file: attribute('file', text),
  formatName: attribute('format', text),
  job: attribute('job', word()),
  ready: attribute('ready', oneOf('yes', 'abort', 'pivot')),
  format: child(imageFormatCodec),
  source: child(diskSourceCodec),
  backingStore: child(backingStoreCodec),
})
