import { closeSync, constants, fstatSync, openSync, readFileSync, readSync } from 'node:fs'
import { parseDomain, withoutSecrets, type DomainConfig } from '@virt/core/config'
import { VirtError, type RestoreFlags, type SavedConfigFlags } from '@virt/core/driver'
import { fileError } from './file-error.js'
import {
  beginSize,
  decodeHeader,
  headerSize,
  unusable,
  type ImageFacts,
  type ImageHeader,
} from './image-header.js'

/** An image that can be restored: what its header says, and a descriptor that stands where its stream begins. */
export interface SavedImage extends ImageHeader {
  readonly path: string
  readonly config: DomainConfig
  readonly descriptor: number
}

/** Open an image, do something with it, and close it. OPERATION_FAILED for what is no whole image. */
export async function withImage<T>(path: string, work: (image: SavedImage) => Promise<T>): Promise<T> {
  const descriptor = openFile(path)
  try {
    return await work(readImage(path, descriptor))
  } finally {
    closeSync(descriptor)
  }
}

/** The description in an image. */
export function configOfImage(path: string, { secure }: SavedConfigFlags): Promise<DomainConfig> {
  return withImage(path, async ({ config }) => (secure ? config : withoutSecrets(config)))
}

/** Whether the guest is to run when it is restored. */
export function runsAfter({ state }: ImageFacts, { running, paused }: RestoreFlags): boolean {
  return running ?? (!paused && state === 'running')
}

/** How much of the stream was read, by whomever: all who have the descriptor share its position. */
export function positionIn({ descriptor, offset, length }: SavedImage): number {
  const facts = readFileSync(`/proc/self/fdinfo/${descriptor}`, 'utf8')
  const [, position = '0'] = /^pos:\s*(\d+)/m.exec(facts) ?? []
  return Math.min(length, Math.max(0, Number(position) - offset))
}

function openFile(path: string): number {
  try {
    return openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
  } catch (cause) {
    throw fileError(`Failed to open file '${path}'`, cause)
  }
}

function readImage(path: string, descriptor: number): SavedImage {
  try {
    const stat = fstatSync(descriptor)
    if (!stat.isFile()) throw unusable(path, 'it is not a regular file')
    const begin = next(descriptor, beginSize)
    const rest = next(descriptor, headerSize(begin, path) - begin.length)
    const header = decodeHeader(Buffer.concat([begin, rest]), path)
    next(descriptor, header.offset - begin.length - rest.length)
    if (header.length === 0 || stat.size < header.offset + header.length)
      throw unusable(path, 'it is not complete')
    return { ...header, path, descriptor, config: parseDomain(header.facts.domain) }
  } catch (cause) {
    throw VirtError.is(cause) ? cause : fileError(`Failed to read file '${path}'`, cause)
  }
}

/** Fewer bytes where the file ends. */
function next(descriptor: number, size: number): Buffer {
  const bytes = Buffer.alloc(size)
  return bytes.subarray(0, readSync(descriptor, bytes, 0, size, null))
}
