import type { Definition } from './directory/definition.js'

interface Known {
  readonly uuid: string
  readonly name?: string
}

/** The domains that run, to be found by what a file says of its own. */
export class Running {
  readonly all: readonly Known[]
  readonly #uuids: ReadonlySet<string>
  readonly #names: ReadonlySet<string | undefined>

  constructor(all: readonly Known[]) {
    this.all = all
    this.#uuids = new Set(all.map(({ uuid }) => uuid))
    this.#names = new Set(all.map(({ name }) => name))
  }

  has({ uuid, name }: Definition): boolean {
    return this.#uuids.has(uuid) || this.#names.has(name)
  }
}
