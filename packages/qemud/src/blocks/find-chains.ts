import type { Stats } from 'node:fs'
import { stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { BackingStore, DiskConfig, DomainConfig } from '@virt/core/config'
import { VirtError } from '@virt/core/driver'
import { sourceOf } from '../command-line/image-chain.js'
import { readBacking, type BackingReference } from './image-header.js'

const deepest = 200

/**
 * The domain with the chain of backing images of each disk that does not tell it. Only what is said to be qcow2 is looked
 * into: the contents of a raw image, which are the guest's, name no file.
 *
 * @throws OPERATION_INVALID for an image that does not tell the format of the one below, CONFIG_UNSUPPORTED for a format
 * or a place that this driver does not read, SYSTEM_ERROR for an image that is not there.
 */
export async function withChains(config: DomainConfig): Promise<DomainConfig> {
  const { devices } = config
  if (!devices?.disks) return config
  return { ...config, devices: { ...devices, disks: await Promise.all(devices.disks.map(withChain)) } }
}

/** The same of one disk. */
export async function withChain(disk: DiskConfig): Promise<DiskConfig> {
  const path = disk.type === 'block' ? disk.source?.dev : disk.source?.file
  if (path === undefined || (disk.type !== 'file' && disk.type !== 'block')) return disk
  return { ...disk, backingStore: await completed(path, disk.driver?.type ?? 'raw', disk.backingStore) }
}

/** What is below an image: as its description tells, and from where that ends, as the images tell. */
async function completed(
  path: string,
  format: string,
  told: BackingStore | undefined,
): Promise<BackingStore> {
  if (!told) return found(path, format, [])
  if (told.type === undefined) return told
  const next = told.type === 'block' ? told.source?.dev : told.source?.file
  if (next === undefined) return told
  return { ...told, backingStore: await completed(next, told.format?.type ?? 'raw', told.backingStore) }
}

async function found(path: string, format: string, above: readonly string[]): Promise<BackingStore> {
  if (format !== 'qcow2') return {}
  if (above.includes(path) || above.length > deepest)
    throw unsupported(`backing store for '${above[0] ?? path}' is self-referential`)
  const reference = await readBacking(path)
  if (!reference) return {}
  const below = placeOf(path, reference.name)
  const type = await typeOf(below, path)
  const kind = formatOf(path, reference)
  return {
    type,
    format: { type: kind },
    source: sourceOf(type, below),
    backingStore: await found(below, kind, [...above, path]),
  }
}

/** `nbd://...`, `json:{...}`: what could make QEMU open anything at all. A path with a colon is one from its first slash on. */
const protocol = /^[^/:]+:/

function placeOf(image: string, name: string): string {
  const bare = name.startsWith('file:') && !name.startsWith('file://') ? name.slice('file:'.length) : name
  if (protocol.test(bare) || bare.includes('\0'))
    throw unsupported(`the backing image of '${image}' is not a file: '${bare}'`)
  return resolve(dirname(image), bare)
}

const formats = ['raw', 'qcow2']

function formatOf(image: string, { name, format }: BackingReference): string {
  if (format === undefined)
    throw new VirtError(
      'OPERATION_INVALID',
      `format of backing image '${name}' of image '${image}' was not specified in the image metadata`,
      { origin: 'QEMU' },
    )
  if (formats.includes(format)) return format
  throw unsupported(`format '${format}' of backing image '${name}' of image '${image}' is not supported`)
}

async function typeOf(path: string, image: string): Promise<'file' | 'block'> {
  const found = await statOf(path, image)
  if (found.isBlockDevice()) return 'block'
  if (found.isFile()) return 'file'
  throw unsupported(`the backing image of '${image}' is neither a file nor a block device: '${path}'`)
}

async function statOf(path: string, image: string): Promise<Stats> {
  try {
    return await stat(path)
  } catch (cause) {
    throw new VirtError(
      'SYSTEM_ERROR',
      `Cannot access backing file '${path}' of storage file '${image}': ${(cause as Error).message}`,
      { origin: 'QEMU', cause },
    )
  }
}

function unsupported(detail: string): VirtError {
  return new VirtError('CONFIG_UNSUPPORTED', detail, { origin: 'QEMU' })
}
