import { open, type FileHandle } from 'node:fs/promises'
import { VirtError } from '@virt/core/driver'

/** What an image says of the image below it. */
export interface BackingReference {
  /** As it is written: absolute, or relative to the image's directory. */
  readonly name: string
  readonly format?: string
}

const magic = 0x5146_49fb
const formatExtension = 0xe279_2aca
const longestName = 1023
const externalData = 1n << 2n

/**
 * What the header of a qcow2 image says of its backing image; nothing but the header is read, and nothing is opened for it.
 * `undefined`: it has none, or it is no qcow2 image at all, which QEMU says best itself.
 *
 * @throws CONFIG_UNSUPPORTED for an image that keeps its data in another file, SYSTEM_ERROR when it cannot be read.
 */
export async function readBacking(path: string): Promise<BackingReference | undefined> {
  const file = await openImage(path)
  try {
    const header = await bytes(file, 0, 112)
    if (header.length < 72 || header.readUInt32BE(0) !== magic) return undefined
    const version = header.readUInt32BE(4)
    if (version >= 3 && (header.readBigUInt64BE(72) & externalData) !== 0n)
      throw new VirtError('CONFIG_UNSUPPORTED', `image '${path}' keeps its data in another file`, {
        origin: 'QEMU',
      })
    const [offset, length] = [Number(header.readBigUInt64BE(8)), header.readUInt32BE(16)]
    if (offset === 0 || length === 0) return undefined
    if (length > longestName)
      throw new VirtError('CONFIG_UNSUPPORTED', `the backing image of '${path}' has too long a name`, {
        origin: 'QEMU',
      })
    const extensions = version >= 3 ? header.readUInt32BE(100) : 72
    const name = (await bytes(file, offset, length)).toString('utf8')
    return { name, format: formatOf(await bytes(file, extensions, Math.min(offset - extensions, 65_536))) }
  } finally {
    await file.close()
  }
}

async function openImage(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r')
  } catch (cause) {
    throw new VirtError('SYSTEM_ERROR', `Cannot access storage file '${path}': ${(cause as Error).message}`, {
      origin: 'QEMU',
      cause,
    })
  }
}

/** Extensions are `type, length, data` one after the other, padded to 8 bytes; type 0 ends them. */
function formatOf(extensions: Buffer): string | undefined {
  for (let at = 0; at + 8 <= extensions.length;) {
    const [type, length] = [extensions.readUInt32BE(at), extensions.readUInt32BE(at + 4)]
    if (type === 0) return undefined
    if (type === formatExtension) return extensions.toString('utf8', at + 8, at + 8 + length)
    at += 8 + Math.ceil(length / 8) * 8
  }
  return undefined
}

async function bytes(file: FileHandle, position: number, length: number): Promise<Buffer> {
  if (length <= 0) return Buffer.alloc(0)
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position)
  return buffer.subarray(0, bytesRead)
}
