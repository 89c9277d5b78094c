import { formatDomain, parseDomain, type DomainConfig } from '@virt/core/config'
import type { DomainState, RestoreFlags } from '@virt/core/driver'
import { refusal } from './refusal.js'

/** What a file written by this driver holds. */
export interface SaveImage {
  readonly kind: 'save' | 'core'
  /** What the guest does after a restore. */
  readonly state: 'running' | 'paused'
  readonly config: DomainConfig
}

const magic = 'virt-test-image'
const version = 1
const header = /^virt-test-image (\d+) (save|core) (running|paused) (\d+)\n/
const longestHeader = 128

/** What a guest does after a restore, when it was in this state and these flags are given. */
export function stateAfter({ running, paused }: RestoreFlags, state: DomainState): SaveImage['state'] {
  if (running) return 'running'
  return paused || state === 'paused' ? 'paused' : 'running'
}

/** `virt-test-image VERSION KIND STATE LENGTH`, a newline, and LENGTH bytes of domain XML. */
export function encodeImage({ kind, state, config }: SaveImage): Buffer {
  const xml = formatDomain(config)
  return Buffer.from(`${magic} ${version} ${kind} ${state} ${Buffer.byteLength(xml)}\n${xml}`)
}

/** The image in these bytes; OPERATION_FAILED for anything that is not one, whole, of this version. */
export function decodeImage(bytes: Buffer, path: string): SaveImage {
  const [line, written, kind, state, length] = header.exec(bytes.toString('latin1', 0, longestHeader)) ?? []
  if (line === undefined) throw notAnImage(path)
  if (Number(written) !== version)
    throw refusal('OPERATION_FAILED', `'${path}' has image version ${String(written)}, not ${version}`)
  const xml = bytes.subarray(line.length)
  if (xml.length !== Number(length)) throw refusal('OPERATION_FAILED', `incomplete metadata in '${path}'`)
  return { kind, state, config: parseDomain(xml.toString()) } as SaveImage
}

export const notAnImage = (path: string): Error =>
  refusal('OPERATION_FAILED', `'${path}' is not an image of the test driver: mismatched header magic`)
