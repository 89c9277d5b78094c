import type { Option } from '../parser/command.js'
import { Failure } from '../parser/failure.js'
import type { Session } from '../session.js'
import { formatTable, type Table } from './table.js'

const formats = ['table', 'json', 'tsv'] as const
export type Format = (typeof formats)[number]

/** The `--format` of every listing. */
export const format: Option<Format> = {
  type: 'string',
  help: "output format: 'table' (default), 'json' or 'tsv'",
  named: true,
  complete: () => formats,
  read: (given) => {
    const [wanted = 'table'] = given?.values ?? []
    const known = formats.find((each) => each === wanted)
    if (known) return known
    throw new Failure(`unknown format '${wanted}': expected table, json or tsv`)
  },
}

/**
 * Print facts in the wanted format. `json` and `tsv` show them as they are: keys are stable, values are not made up for
 * people. `table` is what people read.
 */
export function present(
  session: Session,
  wanted: Format,
  facts: object | readonly object[],
  table: () => string | Table,
): void {
  if (wanted === 'table') session.output.print(shown(table(), session.output.quiet))
  else if (wanted === 'json') session.output.print(`${JSON.stringify(facts, null, 2)}\n`)
  else session.output.print(formatTsv(Array.isArray(facts) ? (facts as object[]) : [facts]))
}

const shown = (table: string | Table, quiet: boolean): string =>
  typeof table === 'string' ? table : formatTable(table, !quiet)

/** A header of all keys, then a line per object; objects inside are JSON. */
function formatTsv(objects: readonly object[]): string {
  const rows = objects.map((each) => new Map(Object.entries(each)))
  const keys = [...new Set(rows.flatMap((row) => [...row.keys()]))]
  const lines = [keys, ...rows.map((row) => keys.map((key) => tsvCell(row.get(key))))]
  return lines.map((cells) => `${cells.join('\t')}\n`).join('')
}

function tsvCell(value: unknown): string {
  if (value === undefined || value === null) return ''
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.replace(/[\t\n\r\\]/g, (character) => JSON.stringify(character).slice(1, -1))
}
