import type { XenStoreClient } from '../client/client.js'
import { nodeOf, type Resident } from './resident.js'

/** One id of the store, and the nodes of it that are watched. */
export class Tracked {
  readonly id: number
  /** Whether it was seen when the store told that somebody has come: who is seen earlier may have come after an end that is yet to be told. */
  introduced = false
  /** Absent until name and uuid are there. */
  resident: Resident | undefined
  readonly #client: XenStoreClient
  readonly #stops = new Map<string, () => void>()

  constructor(client: XenStoreClient, id: number) {
    this.#client = client
    this.id = id
  }

  /** Be told when a node of it changes. What it is now is to be read after this call. */
  watch(node: string, changed: () => void): void {
    if (this.#stops.has(node)) return
    let first = true
    const told = (): void => {
      if (first) first = false
      else changed()
    }
    const { ready, stop } = this.#client.listen(nodeOf(this, node), { changed: told }, { depth: 0 })
    ready.catch(() => this.#stops.delete(node))
    this.#stops.set(node, stop)
  }

  forget(): void {
    for (const stop of this.#stops.values()) stop()
    this.#stops.clear()
  }
}
