import { failed } from '../system-error.js'
import { type Entries, readEntries } from './entries.js'
import { Snapshot } from './snapshot.js'

/** Looks at the directory, again and again. */
export class Snapshots {
  readonly #path: string
  readonly #changed: (before: Snapshot, after: Snapshot) => void
  #entries: Entries = new Map()
  #snapshot = new Snapshot([], [])
  #looking: Promise<Snapshot> = Promise.resolve(this.#snapshot)
  #next: Promise<Snapshot> | undefined

  /** @param changed is told when a look sees anything else than the one before. */
  constructor(path: string, changed: (before: Snapshot, after: Snapshot) => void) {
    this.#path = path
    this.#changed = changed
  }

  /** As of the last look. */
  get latest(): Snapshot {
    return this.#snapshot
  }

  /** Whether the last look saw what somebody has not finished writing, perhaps. */
  get unsettled(): boolean {
    return [...this.#entries.values()].some(({ fresh }) => fresh)
  }

  /** As of now. Calls at the same time share one look, which begins after the last of them. */
  look(): Promise<Snapshot> {
    this.#next ??= this.#looking
      .catch(() => undefined)
      .then(() => {
        this.#next = undefined
        this.#looking = this.#look()
        return this.#looking
      })
    return this.#next
  }

  async #look(): Promise<Snapshot> {
    const entries = await readEntries(this.#path, this.#entries).catch((error: unknown) => {
      throw failed(error, 'SYSTEM_ERROR', `cannot read '${this.#path}'`)
    })
    const before = this.#snapshot
    if (!sameEntries(entries, this.#entries)) {
      this.#snapshot = snapshotOf(entries)
      this.#entries = entries
      this.#changed(before, this.#snapshot)
    }
    return this.#snapshot
  }
}

function snapshotOf(entries: Entries): Snapshot {
  const contents = [...entries.values()].map(({ content }) => content)
  return new Snapshot(
    contents.filter((content) => 'name' in content),
    contents.filter((content) => 'reason' in content),
  )
}

function sameEntries(a: Entries, b: Entries): boolean {
  if (a.size !== b.size) return false
  for (const [file, entry] of a) if (b.get(file) !== entry) return false
  return true
}
