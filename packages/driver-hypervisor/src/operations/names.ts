import { type Call, type Siblings, VirtError } from '@virt/core/driver'
import type { DomainRecord } from '../hypercalls/domain-record.js'

/** The names of running domains, which Xen does not know: asked of the other channels, and kept while the ids live. */
export class Names {
  readonly #siblings: Siblings | undefined
  #known = new Map<string, string>()

  constructor(siblings: Siblings | undefined) {
    this.#siblings = siblings
  }

  /** The name of each, by {@link of}; empty where nobody knows it. */
  async learn(records: readonly DomainRecord[], call: Call): Promise<void> {
    if (!this.#siblings || records.every((record) => this.#known.has(key(record)))) return
    const rows = await this.#siblings.run('domains.list', [{ active: true }], call).catch(nobody)
    this.#known = new Map(rows.map(({ uuid, id, name }) => [key({ uuid, id }), name ?? '']))
  }

  of(record: DomainRecord): string {
    return this.#known.get(key(record)) ?? ''
  }
}

const key = ({ uuid, id }: { readonly uuid: string; readonly id?: number }): string => `${id}/${uuid}`

function nobody(thrown: unknown): [] {
  if (VirtError.is(thrown) && ['NO_SUPPORT', 'CONNECTION_LOST'].includes(thrown.code)) return []
  throw thrown
}
