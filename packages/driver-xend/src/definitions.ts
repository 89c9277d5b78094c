import { readdir } from 'node:fs/promises'
import type { Facts } from './protocol/facts.js'

/**
 * Which domains are defined. xend does not say it of one that runs, but it keeps a directory for each definition, named
 * by uuid: where that is on this host, it is looked at.
 */
export class Definitions {
  readonly #directory: string | undefined

  /** No directory: nothing is known of what runs. */
  constructor(directory: string | undefined) {
    this.#directory = directory
  }

  /** Whether a domain's definition stays when it stops; `undefined`: nobody can tell. */
  async persistence(): Promise<(facts: Facts) => boolean | undefined> {
    const uuids = await this.#uuids()
    return ({ id, uuid }) => id === undefined || uuids?.has(uuid)
  }

  async #uuids(): Promise<ReadonlySet<string> | undefined> {
    if (this.#directory === undefined) return undefined
    try {
      return new Set(await readdir(this.#directory))
    } catch {
      return undefined
    }
  }
}
