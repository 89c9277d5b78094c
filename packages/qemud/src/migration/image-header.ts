import { crc32 } from 'node:zlib'
import { VirtError } from '@virt/core/driver'

/** What an image says of the guest in it. */
export interface ImageFacts {
  /** What the guest does when it is restored. */
  readonly state: 'running' | 'paused'
  /** The program that the stream has to go through; `raw`: none. */
  readonly compression: string
  /** The live description, as XML. */
  readonly domain: string
}

/** The begin of an image: facts, and where its stream begins and how long it is. */
export interface ImageHeader {
  readonly facts: ImageFacts
  readonly offset: number
  /** 0 while the stream is not complete. */
  readonly length: number
}

/*
 * All numbers are little endian:
 *
 *    0   8  magic "VIRTSAVE"
 *    8   4  version, 1
 *   12   4  length of the facts: JSON in UTF-8, from byte 32
 *   16   8  length of the stream
 *   24   4  CRC-32 of the facts
 *   28   4  offset of the stream, a multiple of 4096; zeros up to there
 */
const magic = Buffer.from('VIRTSAVE')
const version = 1
const fixed = 32
const alignment = 4096
const lengthAt = 16
const longestFacts = 16 * 1024 * 1024

/** How many bytes {@link headerSize} needs. */
export const beginSize: number = fixed

export function encodeHeader(facts: ImageFacts): Buffer {
  const text = Buffer.from(JSON.stringify(facts))
  const offset = aligned(fixed + text.length)
  const header = Buffer.alloc(offset)
  magic.copy(header)
  header.writeUInt32LE(version, 8)
  header.writeUInt32LE(text.length, 12)
  header.writeUInt32LE(crc32(text), 24)
  header.writeUInt32LE(offset, 28)
  text.copy(header, fixed)
  return header
}

/** The bytes that say how long the stream is, and their place. */
export function encodeLength(length: number): { readonly bytes: Buffer; readonly position: number } {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64LE(BigInt(length))
  return { bytes, position: lengthAt }
}

/** How many bytes have to be read before {@link decodeHeader}. */
export function headerSize(begin: Buffer, path: string): number {
  if (begin.length < fixed || !begin.subarray(0, magic.length).equals(magic))
    throw unusable(path, 'image magic is incorrect')
  const found = begin.readUInt32LE(8)
  if (found !== version) throw unusable(path, `image version is not supported (${found} > ${version})`)
  const length = begin.readUInt32LE(12)
  if (length > longestFacts) throw unusable(path, 'its header is too large')
  return fixed + length
}

/** @throws OPERATION_FAILED for what is torn, foreign or of a later version. */
export function decodeHeader(bytes: Buffer, path: string): ImageHeader {
  const size = headerSize(bytes, path)
  const text = bytes.subarray(fixed, size)
  const offset = bytes.readUInt32LE(28)
  if (bytes.length < size || crc32(text) !== bytes.readUInt32LE(24) || offset !== aligned(size))
    throw unusable(path, 'its header is damaged')
  return { facts: factsOf(text, path), offset, length: Number(bytes.readBigUInt64LE(lengthAt)) }
}

const aligned = (size: number): number => Math.ceil(size / alignment) * alignment

function factsOf(text: Buffer, path: string): ImageFacts {
  const facts = JSON.parse(text.toString()) as Partial<Record<keyof ImageFacts, unknown>> | null
  const { state, compression, domain } = facts ?? {}
  if (
    (state !== 'running' && state !== 'paused') ||
    typeof compression !== 'string' ||
    typeof domain !== 'string'
  )
    throw unusable(path, 'its header makes no sense')
  return { state, compression, domain }
}

export function unusable(path: string, why: string): VirtError {
  return new VirtError('OPERATION_FAILED', `cannot use the image '${path}': ${why}`, { origin: 'QEMU' })
}
