import type { Xenstored } from '../../../../tools/xenstored/index.mjs'
import type { XenStoreClient } from '../../src/index.js'

/** Makes and removes what a toolstack writes for a guest, in a real store that believes in it. */
export class Guests {
  readonly #store: Xenstored
  readonly #toolstack: XenStoreClient
  readonly #alive = new Set<number>()

  constructor(store: Xenstored, toolstack: XenStoreClient) {
    this.#store = store
    this.#toolstack = toolstack
  }

  static uuid(id: number): string {
    return `00000000-0000-4000-8000-${id.toString(16).padStart(12, '0')}`
  }

  /** The tree first, then the introduction, as xl does. */
  async start(id: number, nodes: Readonly<Record<string, string>> = {}): Promise<void> {
    await this.write(id, { name: `guest${id}`, vm: `/vm/${Guests.uuid(id)}`, ...nodes })
    await this.introduce(id)
  }

  async introduce(id: number): Promise<void> {
    this.#alive.add(id)
    this.#store.domains([...this.#alive])
    await this.#toolstack.introduceDomain(id, 1, 1)
  }

  async write(id: number, nodes: Readonly<Record<string, string>>): Promise<void> {
    await this.#toolstack.transaction(async (t) => {
      for (const [name, value] of Object.entries(nodes)) await t.write(`/local/domain/${id}/${name}`, value)
    })
  }

  async stop(id: number): Promise<void> {
    this.#alive.delete(id)
    await this.#toolstack.releaseDomain(id)
    this.#store.domains([...this.#alive])
    await this.#toolstack.remove(`/local/domain/${id}`)
  }
}
