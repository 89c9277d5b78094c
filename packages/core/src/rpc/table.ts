import { violation } from './errors.js'
import { type Fields, isObject } from './fields.js'

/** Rows with the same keys and plain values. The model is what they have in common, the columns what differs. */
export interface Table {
  /** The first row, without what some rows lack. */
  readonly model: Fields
  /** A value for each row; null where it has none. */
  readonly columns: Readonly<Record<string, readonly unknown[]>>
}

/** What one table may have, so that a client makes no more of it than a hundred times what it read. */
export const rowsOfTable = 100
const keysOfTable = 32

/** `undefined` when the rows are too different, or all the same. */
export function tableOf(rows: readonly unknown[]): Table | undefined {
  const [first] = rows
  if (!isObject(first) || !haveKeysOf(first, rows)) return undefined
  const model: Record<string, unknown> = { ...first }
  const columns: Record<string, unknown[]> = {}
  for (const [key, value] of Object.entries(first)) {
    if (!isPlain(value)) return undefined
    if (rows.every((row) => row[key] === value)) continue
    const column = rows.map((row) => row[key])
    if (!column.every(isPlain)) return undefined
    if (column.includes(undefined)) model[key] = undefined
    columns[key] = column
  }
  return isTable({ model, columns }) ? { model, columns } : undefined
}

/** Throws RPC when it is no table. */
export function rowsOf(table: unknown): Fields[] {
  if (!isTable(table)) throw violation('a malformed table')
  const { model, columns } = table
  const rows: Record<string, unknown>[] = []
  for (let count = heightOf(columns); count > 0; count--) rows.push({ ...model })
  for (const [key, column] of Object.entries(columns))
    for (const [index, row] of rows.entries()) {
      const value = column[index]
      if (value !== null) row[key] = value
    }
  return rows
}

function isTable(value: unknown): value is Table {
  if (!isObject(value)) return false
  const { model, columns } = value
  if (!isObject(model) || !isObject(columns)) return false
  const keys = Object.keys({ ...model, ...columns })
  if (keys.length > keysOfTable || keys.includes('__proto__')) return false
  const height = heightOf(columns)
  const all = Object.values(columns)
  return (
    height > 0 && height <= rowsOfTable && all.every((each) => Array.isArray(each) && each.length === height)
  )
}

function heightOf(columns: Fields): number {
  const [column] = Object.values(columns)
  return Array.isArray(column) ? column.length : 0
}

function haveKeysOf(first: Fields, rows: readonly unknown[]): rows is readonly Fields[] {
  const keys = Object.keys(first)
  return rows.every((row) => isObject(row) && hasKeys(row, keys))
}

/** In that order, too: as the rows of one driver have them. */
function hasKeys(row: Fields, keys: readonly string[]): boolean {
  let index = 0
  for (const key in row) if (key !== keys[index++]) return false
  return index === keys.length
}

/** What JSON gives back as it was, and what it leaves out of a row. */
const isPlain = (value: unknown): boolean =>
  value === undefined || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)
