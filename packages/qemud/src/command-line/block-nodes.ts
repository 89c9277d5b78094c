import type { DiskConfig, DiskDriver } from '@virt/core/config'
import { jsonOption } from './options.js'

/** An image as two nodes of QEMU's block graph: `<name>-storage` below `<name>-format`. */
export interface BlockImage {
  readonly name: string
  readonly path: string
  readonly type: 'file' | 'block'
  readonly cdrom?: boolean
  readonly format: string
  readonly readOnly: boolean
  /** The node of the image below; `null`: there is none, whatever this one says itself; absent: QEMU looks. */
  readonly backing?: string | null
  readonly driver?: DiskDriver
  /** The node that reads it, when it is neither a file nor a block device of this host. */
  readonly storage?: object
  /** What its format's node has besides. */
  readonly formatDetails?: object
}

/** Two `-blockdev`s. */
export function imageOptions(image: BlockImage): readonly string[] {
  return imageNodes(image).flatMap((node) => jsonOption('-blockdev', node))
}

/** The same as what `blockdev-add` takes: the lower node first. */
export function imageNodes(image: BlockImage): readonly [storage: object, format: object] {
  const { name, driver } = image
  const cache = cacheOptions(driver?.cache)
  const storage = {
    ...(image.storage ?? { driver: storageDriver(image), filename: image.path }),
    aio: driver?.io === 'default' ? undefined : driver?.io,
    'node-name': `${name}-storage`,
    cache,
    'auto-read-only': true,
    discard: 'unmap',
  }
  const format = {
    'node-name': formatNode(name),
    'read-only': image.readOnly,
    discard: driver?.discard === 'default' ? undefined : driver?.discard,
    'detect-zeroes': detectZeroes(driver),
    cache,
    driver: image.format,
    file: `${name}-storage`,
    backing: image.format === 'raw' || image.format === 'luks' ? undefined : image.backing,
    ...image.formatDetails,
  }
  return [storage, format]
}

/** The node that devices attach to. */
export function formatNode(name: string): string {
  return `${name}-format`
}

/** Whether the guest's flushes are honoured by a write cache, as the device tells it; `undefined`: QEMU's default. */
export function writeCache(cache: DiskDriver['cache']): 'on' | 'off' | undefined {
  if (cache === undefined || cache === 'default') return undefined
  return cache === 'writethrough' || cache === 'directsync' ? 'off' : 'on'
}

function cacheOptions(cache: DiskDriver['cache']): object | undefined {
  if (cache === undefined || cache === 'default') return undefined
  return { direct: cache === 'none' || cache === 'directsync', 'no-flush': cache === 'unsafe' }
}

/** A real drive of the host, which says whether a medium is in; any other block device is as good as a file. */
const opticalDrive = /^\/dev\/(sr|scd|cdrom|cdrw|dvd)/

function storageDriver({ type, path, cdrom }: BlockImage): string {
  if (type === 'file') return 'file'
  return cdrom && opticalDrive.test(path) ? 'host_cdrom' : 'host_device'
}

function detectZeroes({ detectZeroes: mode, discard }: DiskDriver = {}): string | undefined {
  if (mode === undefined || mode === 'default') return undefined
  return mode === 'unmap' && discard !== 'unmap' ? 'on' : mode
}

/** The path of a disk's image; `undefined`: no medium. */
export function imagePath({ type, source }: DiskConfig): string | undefined {
  return type === 'block' ? source?.dev : source?.file
}
