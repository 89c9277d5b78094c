import { chown, open, rm, stat } from 'node:fs/promises'
import { VirtError } from '@virt/core/driver'
import type { ChainImage } from '../command-line/image-chain.js'
import { qemuImg } from './qemu-img.js'

export interface NewImage {
  /** Bytes. Absent: that of the backing image. */
  readonly size?: number
  readonly backing?: Pick<ChainImage, 'path' | 'format'>
  /** The image whose owner the new one gets. */
  readonly like: string
}

/** Make an empty image where nothing is. A file is private to its owner; nothing is left of one that fails. */
export async function createImage(
  { path, type, format }: Pick<ChainImage, 'path' | 'type' | 'format'>,
  { size, backing, like }: NewImage,
): Promise<void> {
  if (type === 'file') await createFile(path, like)
  else if (format === 'raw') return
  const below = backing ? ['-b', backing.path, '-F', backing.format] : []
  try {
    await qemuImg([
      'create',
      '-q',
      '-f',
      format,
      ...below,
      path,
      ...(size === undefined ? [] : [String(size)]),
    ])
  } catch (error) {
    if (type === 'file') await rm(path, { force: true })
    throw error
  }
}

/** What is at the place of a new image: it must be a block device, or nothing, unless it is to be used as it is. */
export async function kindOfPlace(
  { path, type }: { readonly path: string; readonly type?: 'file' | 'block' },
  disk: string,
  reuse: boolean,
): Promise<Pick<ChainImage, 'path' | 'type'>> {
  const found = await stat(path).catch(() => undefined)
  const kind = found?.isBlockDevice() ? 'block' : 'file'
  if (type !== undefined && type !== kind && found)
    throw refusal(`destination '${path}' of disk '${disk}' is not of type ${type}`)
  if (found && kind === 'file' && !reuse)
    throw refusal(
      `external destination file for disk ${disk} already exists and is not a block device: ${path}`,
    )
  if (!found && (reuse || type === 'block'))
    throw refusal(`missing destination file for disk ${disk}: ${path}`)
  return { path, type: kind }
}

async function createFile(path: string, like: string): Promise<void> {
  try {
    await (await open(path, 'wx', 0o600)).close()
  } catch (cause) {
    throw new VirtError(
      'SYSTEM_ERROR',
      `failed to create image file '${path}': ${(cause as Error).message}`,
      {
        origin: 'QEMU',
        cause,
      },
    )
  }
  if (process.getuid?.() !== 0) return
  const { uid, gid } = await stat(like)
  await chown(path, uid, gid)
}

function refusal(detail: string): VirtError {
  return new VirtError('INVALID_ARG', detail, { origin: 'QEMU' })
}
