import { readdirSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Layout } from '../store/layout.js'
import type { RuntimeRecord } from '../store/runtime-state.js'
import type { RuntimeTask } from '../store/runtime-task.js'
import { unfinished } from './new-file.js'
import { streamSuffix } from './stream-socket.js'

/**
 * Remove what was being saved of guests that ended at the same time as their engine: no record tells of them any more, as these
 * records do of guests that may have gone on.
 */
export function removeAbandoned({ save, sockets }: Layout, records: readonly RuntimeRecord[]): void {
  const kept = new Set(
    records.flatMap(({ uuid, task }) => [
      `${uuid}${streamSuffix}`,
      ...(task && 'temporary' in task ? [basename(task.temporary)] : []),
    ]),
  )
  const remove = (directory: string, isOurs: (file: string) => boolean): void => {
    for (const file of readdirSync(directory))
      if (isOurs(file) && !kept.has(file)) rmSync(join(directory, file), { force: true })
  }
  remove(save, (file) => unfinished.test(file))
  remove(sockets, (file) => file.endsWith(streamSuffix))
}

/** The same for a guest that a record tells of, and that is gone. */
export function removeTemporary(task: RuntimeTask | undefined): void {
  if (task && 'temporary' in task) rmSync(task.temporary, { force: true })
}
