import type { Part } from '../command-line/live/parts.js'

/** The block node that a device reads: the last that is added. */
export function topNodeOf(parts: readonly Part[]): string | undefined {
  return parts.filter(({ kind }) => kind === 'blockdev').at(-1)?.id
}
