import type { Definition } from './directory/definition.js'

interface Known {
  readonly uuid: string
  readonly name?: string
  readonly id?: number
}

/** The domains that run, to be found by what a file says of its own. */
export class Running {
  readonly all: readonly Known[]
  readonly #byUuid: ReadonlyMap<string, Known>
  readonly #byName: ReadonlyMap<string | undefined, Known>

  constructor(all: readonly Known[]) {
    this.all = all
    this.#byUuid = new Map(all.map((known) => [known.uuid, known]))
    this.#byName = new Map(all.map((known) => [known.name, known]))
  }

  find({ uuid, name }: Definition): Known | undefined {
    return this.#byUuid.get(uuid) ?? this.#byName.get(name)
  }
}
