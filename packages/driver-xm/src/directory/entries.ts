import { statSync, type Stats } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { VirtError } from '@virt/core/driver'
import { systemCode, systemText } from '../system-error.js'
import { type Definition, readDefinition } from './definition.js'
import { isHidden } from './file-names.js'
import { Pace } from './pace.js'
import { readRegular } from './read-regular.js'
import type { Problem } from './snapshot.js'
import { isFresh, sameStamp, type Stamp, stampOf } from './stamp.js'

/** A file of the directory, and what became of it. */
export interface Entry {
  readonly stamp?: Stamp
  /** It was written so shortly before it was read that it has to be read again. */
  readonly fresh: boolean
  readonly content: Definition | Problem
}

export type Entries = ReadonlyMap<string, Entry>

/** Read what has changed since the last time. Files that vanish meanwhile, and what is no regular file, are left out. */
export async function readEntries(directory: string, known: Entries): Promise<Entries> {
  const entries = new Map<string, Entry>()
  const pace = new Pace()
  for (const file of (await filesIn(directory)).filter((each) => !isHidden(each)).sort()) {
    const entry = readEntry(join(directory, file), known.get(file))
    if (entry) entries.set(file, entry)
    if (pace.due) await pace.pause()
  }
  return entries
}

async function filesIn(directory: string): Promise<string[]> {
  return readdir(directory).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return []
    throw error
  })
}

function readEntry(path: string, known: Entry | undefined): Entry | undefined {
  const readAt = Date.now()
  let stats: Stats | undefined
  try {
    stats = statSync(path, { throwIfNoEntry: false })
    if (!stats?.isFile()) return undefined
    if (known?.stamp && !known.fresh && sameStamp(known.stamp, stampOf(stats))) return known
    const read = readRegular(path)
    return (
      read && { stamp: read.stamp, fresh: isFresh(read.stamp, readAt), content: readDefinition(path, read) }
    )
  } catch (error) {
    return systemCode(error) === 'ENOENT' ? undefined : unusable(path, error, stats, readAt, known)
  }
}

/** What is being written is taken for what it was before, for a moment. */
function unusable(
  path: string,
  error: unknown,
  stats: Stats | undefined,
  readAt: number,
  known: Entry | undefined,
): Entry {
  const stamp = stats && stampOf(stats)
  const fresh = stamp !== undefined && isFresh(stamp, readAt)
  if (fresh && known && 'name' in known.content) return { stamp, fresh, content: known.content }
  const reason = VirtError.is(error) ? (error.detail ?? error.message) : systemText(error)
  return { stamp, fresh, content: { path, reason } }
}
