import { constants } from 'node:fs'
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
/** The name is in the first cluster, and no cluster is larger. */
const largestCluster = 2n ** 21n
const externalData = 1n << 2n

/**
 * What the header of a qcow2 image says of its backing image; nothing but the header is read, and nothing is opened for it.
 * `undefined`: it has none, or it is no qcow2 image at all, which QEMU says best itself.
 *
 * @throws CONFIG_UNSUPPORTED for an image that keeps its data in another file, SYSTEM_ERROR when it cannot be read.
 */
export function readBacking(path: string): Promise<BackingReference | undefined> {
  return reading(path, (file) => backingOf(file, path))
}

/**
 * How many bytes the guest sees of a qcow2 image. `undefined`: it is none.
 *
 * @throws SYSTEM_ERROR when it cannot be read.
 */
export function readCapacity(path: string): Promise<number | undefined> {
  return reading(path, async (file) => {
    const header = await bytes(file, 0, 32)
    if (header.length < 32 || header.readUInt32BE(0) !== magic) return undefined
    return Number(header.readBigUInt64BE(24))
  })
}

async function reading<T>(path: string, read: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await openImage(path)
  try {
    return await read(file)
  } catch (cause) {
    throw VirtError.is(cause) ? cause : inaccessible(path, cause)
  } finally {
    await file.close()
  }
}

async function backingOf(file: FileHandle, path: string): Promise<BackingReference | undefined> {
  const header = await bytes(file, 0, 112)
  if (header.length < 72 || header.readUInt32BE(0) !== magic) return undefined
  const version = header.readUInt32BE(4)
  if (version >= 3 && header.length < 104) return undefined
  if (version >= 3 && (header.readBigUInt64BE(72) & externalData) !== 0n)
    throw unsupported(`image '${path}' keeps its data in another file`)
  const [offset, length] = [header.readBigUInt64BE(8), header.readUInt32BE(16)]
  if (offset === 0n || length === 0) return undefined
  if (length > longestName) throw unsupported(`the backing image of '${path}' has too long a name`)
  if (offset > largestCluster) throw unsupported(`the header of image '${path}' is damaged`)
  const [start, end] = [version >= 3 ? header.readUInt32BE(100) : 72, Number(offset)]
  const name = (await bytes(file, end, length)).toString('utf8')
  return { name, format: formatOf(await bytes(file, start, Math.min(end - start, 65_536))) }
}

/** Without waiting for a pipe's other end. */
async function openImage(path: string): Promise<FileHandle> {
  try {
    return await open(path, constants.O_RDONLY | constants.O_NONBLOCK)
  } catch (cause) {
    throw inaccessible(path, cause)
  }
}

function inaccessible(path: string, cause: unknown): VirtError {
  const detail = `Cannot access storage file '${path}': ${(cause as Error).message}`
  return new VirtError('SYSTEM_ERROR', detail, { origin: 'QEMU', cause })
}

function unsupported(detail: string): VirtError {
  return new VirtError('CONFIG_UNSUPPORTED', detail, { origin: 'QEMU' })
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
