import type { Stats } from 'node:fs'

/** What tells whether a file is still the one that was read. */
export interface Stamp {
  readonly device: number
  readonly inode: number
  readonly size: number
  /** Milliseconds since 1970, with fractions. */
  readonly modified: number
  /** The same, of the last change of anything about it, its owner included. */
  readonly changed: number
}

/** Files can be written twice within one tick of the clock that stamps them. */
const tick = 100

export function stampOf({ dev, ino, size, mtimeMs, ctimeMs }: Stats): Stamp {
  return { device: dev, inode: ino, size, modified: mtimeMs, changed: ctimeMs }
}

export function sameStamp(a: Stamp, b: Stamp): boolean {
  return sameContent(a, b) && a.changed === b.changed
}

/** Whether the same bytes are meant: the file may have another owner, mode or link since. */
export function sameContent(a: Stamp, b: Stamp): boolean {
  return sameFile(a, b) && a.size === b.size && a.modified === b.modified
}

export function sameFile(a: Stamp, b: Stamp): boolean {
  return a.inode === b.inode && a.device === b.device
}

/** Whether the file may have been written again, at the time when it was read, without another stamp. */
export function isFresh({ modified, changed }: Stamp, readAt: number): boolean {
  return [modified, changed].some((time) => Math.abs(time - readAt) < tick)
}
