import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { SnapshotRevertFlags } from '@virt/core/driver'
import { writeQuickly } from './atomic-write.js'

/** A domain on its way back to one of its snapshots. */
export interface Revert {
  readonly uuid: string
  readonly snapshot: string
  readonly flags: SnapshotRevertFlags
}

/**
 * The reverts that are going on: one file per domain, for as long as the host is up. Between the end of the old guest and the
 * start of the new one there is nothing else that tells of either.
 */
export class Reverts {
  readonly #directory: string

  constructor(directory: string) {
    this.#directory = directory
  }

  begin(revert: Revert): void {
    mkdirSync(this.#directory, { recursive: true, mode: 0o700 })
    writeQuickly(this.#path(revert.uuid), JSON.stringify({ version: 1, ...revert }))
  }

  end(uuid: string): void {
    rmSync(this.#path(uuid), { force: true })
  }

  /** Those that an earlier engine has not ended. What cannot be read is none. */
  load(): readonly Revert[] {
    return this.#files().flatMap((file) => {
      try {
        const { snapshot, flags } = JSON.parse(readFileSync(join(this.#directory, file), 'utf8')) as Revert
        return [{ uuid: basename(file, '.json'), snapshot, flags }]
      } catch {
        return []
      }
    })
  }

  #files(): readonly string[] {
    try {
      return readdirSync(this.#directory).filter((file) => file.endsWith('.json'))
    } catch {
      return []
    }
  }

  #path(uuid: string): string {
    return join(this.#directory, `${uuid}.json`)
  }
}
