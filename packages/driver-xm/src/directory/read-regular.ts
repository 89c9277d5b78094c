import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import { refusal } from '../refusal.js'
import { type Stamp, stampOf } from './stamp.js'

const { O_RDONLY, O_NONBLOCK, O_NOCTTY } = constants

/** Bytes that a configuration file may have. */
const largest = 1024 * 1024

export interface ReadFile {
  readonly text: string
  readonly stamp: Stamp
}

/**
 * A regular file as text; `undefined` for anything else, which is opened without waiting for anybody.
 * @throws READ_FAILED for what is too large or not UTF-8; the operating system's errors.
 */
export function readRegular(path: string): ReadFile | undefined {
  const descriptor = openSync(path, O_RDONLY | O_NONBLOCK | O_NOCTTY)
  try {
    const stats = fstatSync(descriptor)
    if (!stats.isFile()) return undefined
    return { text: decode(readBounded(descriptor, stats.size)), stamp: stampOf(stats) }
  } finally {
    closeSync(descriptor)
  }
}

function readBounded(descriptor: number, size: number): Uint8Array {
  if (size > largest) throw refusal('READ_FAILED', `it is larger than ${largest} bytes`)
  const bytes = Buffer.allocUnsafe(size)
  let length = 0
  for (let read = -1; read !== 0 && length < size; length += read)
    read = readSync(descriptor, bytes, length, size - length, length)
  return bytes.subarray(0, length)
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (cause) {
    throw refusal('READ_FAILED', 'it is not UTF-8', cause)
  }
}
