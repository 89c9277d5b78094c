import type { Codec } from '../codec/codec.js'
import { element } from '../codec/element.js'
import { attribute, child, required } from '../codec/fields.js'
import type { Unknowns } from '../codec/unknowns.js'
import { oneOf, text } from '../codec/values.js'
import { metadataCacheCodec, type MetadataCache } from '../devices/backing-store.js'
import { diskSourceCodec, type DiskSource } from '../devices/disk-source.js'

/** Where a snapshot keeps something: nowhere, within the image, in a file of its own. */
export type SnapshotLocation = 'no' | 'internal' | 'external'

/** `<disk>` of a snapshot: what happens to one of the domain's disks. */
export interface SnapshotDisk extends Unknowns {
  /** Target (`vda`) or source path of the disk in the domain. */
  readonly name: string
  readonly snapshot?: SnapshotLocation | 'manual'
  /** Of the new image, which the guest writes to from then on. */
  readonly type?: 'file' | 'block' | 'network' | 'dir' | 'volume' | 'nvme'
  readonly driver?: SnapshotDiskDriver
  /** Absent: the driver names the new image after the old one and the snapshot. */
  readonly source?: DiskSource
}

export interface SnapshotDiskDriver extends Unknowns {
  readonly type?: string
  readonly metadataCache?: MetadataCache
}

const driver: Codec<SnapshotDiskDriver> = element('driver', {
  type: attribute('type', text),
  metadataCache: child(metadataCacheCodec),
})

export const snapshotDiskCodec: Codec<SnapshotDisk> = element('disk', {
  name: required(attribute('name', text)),
  snapshot: attribute('snapshot', oneOf('no', 'internal', 'external', 'manual')),
  type: attribute('type', oneOf('file', 'block', 'network', 'dir', 'volume', 'nvme')),
  driver: child(driver),
  source: child(diskSourceCodec),
})
