import type { ConfigEntry } from './format.js'
import type { Piece, Statement } from './piece.js'
import { formatValue, sameValue, type ConfigValue } from './value.js'

/**
 * A configuration file: its keys and values, and its text. Immutable; {@link ConfigFile.set} and {@link ConfigFile.delete}
 * answer another file, in which comments, order, and all formatting that they do not touch are as before, byte for byte.
 */
export class ConfigFile {
  readonly #pieces: readonly Piece[]
  readonly #values: ReadonlyMap<string, ConfigValue>

  /** For {@link parseConfigFile}, which makes the first file. */
  constructor(pieces: readonly Piece[]) {
    this.#pieces = pieces
    this.#values = valuesOf(pieces)
  }

  /** In the order in which they first appear. */
  get keys(): readonly string[] {
    return [...this.#values.keys()]
  }

  /** Statements and comments, without their formatting. */
  get entries(): readonly ConfigEntry[] {
    return this.#pieces.flatMap(({ statement, comment }): ConfigEntry[] => {
      if (statement === undefined) return comment === undefined ? [] : [{ comment }]
      const { key, operator, value } = statement
      return [{ key, operator, value, ...(comment !== undefined && { comment }) }]
    })
  }

  /** Of several statements for one key the last counts, with what `+=` added to it. */
  get(key: string): ConfigValue | undefined {
    return this.#values.get(key)
  }

  set(key: string, value: ConfigValue): ConfigFile {
    if (sameValue(this.#values.get(key), value)) return this
    const last = this.#pieces.findLastIndex(({ statement }) => statement?.key === key)
    if (last < 0) return this.#with(`${key} = ${formatValue(value)}`, { key, value })
    const pieces = this.#pieces.flatMap((piece, index) => {
      if (index === last) return [rewritten(piece, value)]
      return piece.statement?.key === key ? [] : [piece]
    })
    return new ConfigFile(pieces)
  }

  delete(key: string): ConfigFile {
    if (!this.#values.has(key)) return this
    return new ConfigFile(this.#pieces.filter(({ statement }) => statement?.key !== key))
  }

  toString(): string {
    return this.#pieces.map(({ text }) => text).join('')
  }

  /** A line more, ended as the other lines are. */
  #with(line: string, { key, value }: Pick<Statement, 'key' | 'value'>): ConfigFile {
    const text = this.toString()
    const newline = text.includes('\r\n') ? '\r\n' : '\n'
    const before = text === '' || text === '\uFEFF' || text.endsWith('\n') ? [] : [{ text: newline }]
    const statement = { key, operator: '=' as const, value, from: key.length + 1, to: line.length }
    return new ConfigFile([...this.#pieces, ...before, { text: line + newline, statement }])
  }
}

function rewritten(piece: Piece, value: ConfigValue): Piece {
  const { text, statement } = piece as Required<Piece>
  const head = `${text.slice(0, statement.from)}= ${formatValue(value)}`
  return {
    ...piece,
    text: head + text.slice(statement.to),
    statement: { ...statement, operator: '=', value, to: head.length },
  }
}

function valuesOf(pieces: readonly Piece[]): ReadonlyMap<string, ConfigValue> {
  const values = new Map<string, ConfigValue>()
  const lists = new Map<string, ConfigValue[]>()
  for (const { statement } of pieces) {
    if (statement === undefined) continue
    const { key, operator, value } = statement
    if (operator === '=') lists.delete(key)
    values.set(key, operator === '=' ? value : added(key, values.get(key), value, lists))
  }
  return values
}

/** What `+=` makes of a value. A list that grows is copied once, however often it grows. */
function added(
  key: string,
  old: ConfigValue | undefined,
  more: ConfigValue,
  lists: Map<string, ConfigValue[]>,
): ConfigValue {
  if (typeof more === 'string') return ((old ?? '') as string) + more
  const list = lists.get(key) ?? [...((old ?? []) as readonly ConfigValue[])]
  for (const item of more as readonly ConfigValue[]) list.push(item)
  lists.set(key, list)
  return list
}
