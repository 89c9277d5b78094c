export type Row = Readonly<Record<string, unknown>>

/**
 * Rows of several channels, joined by uuid, or else by name, for a name belongs to one domain: a nearer channel's fields
 * win, one further away fills only what is missing. Rows stay in the order in which the nearest channel that knows them
 * gave them.
 */
export class Rows {
  readonly #rows = new Map<unknown, Row>()
  readonly #named = new Map<unknown, unknown>()

  get all(): readonly Row[] {
    return [...this.#rows.values()]
  }

  /** What a channel further away than those before it says. */
  join(rows: readonly Row[]): void {
    for (const row of rows) {
      const key = this.#keyOf(row)
      const nearer = this.#rows.get(key)
      this.#rows.set(key, nearer ? filled(nearer, row) : row)
    }
    for (const [key, row] of this.#rows) {
      const { name } = identityOf(row)
      if (isKnown(name)) this.#named.set(name, key)
    }
  }

  #keyOf(row: Row): unknown {
    const { uuid, name } = identityOf(row)
    if (this.#rows.has(uuid) || !isKnown(name)) return uuid
    return this.#named.get(name) ?? uuid
  }
}

/** Figures carry the domain that they are of; a row of a listing is one. */
function identityOf(row: Row): Row {
  return (row.domain as Row | undefined) ?? row
}

function filled(nearer: Row, further: Row): Row {
  const row = over(further, nearer)
  if (nearer.domain) row.domain = over(further.domain as Row, nearer.domain as Row)
  return row
}

function over(further: Row, nearer: Row): Record<string, unknown> {
  const row = { ...further }
  for (const key in nearer) if (isKnown(nearer[key])) row[key] = nearer[key]
  return row
}

function isKnown(value: unknown): boolean {
  return value !== undefined && value !== ''
}
