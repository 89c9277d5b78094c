import type { Option } from '../parser/command.js'
import { Failure } from '../parser/failure.js'
import type { Session } from '../session.js'

const formats = ['table', 'json', 'tsv'] as const
export type Format = (typeof formats)[number]

/** What `--format json` and `--format tsv` show: the keys are stable, the values are not made up for people. */
export type Facts = Readonly<Record<string, unknown>>

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

/** Print facts in the wanted format; `table` writes them for people. */
export function present(
  session: Session,
  wanted: Format,
  facts: Facts | readonly Facts[],
  table: () => string,
): void {
  if (wanted === 'table') session.output.print(table())
  else if (wanted === 'json') session.output.print(`${JSON.stringify(facts, null, 2)}\n`)
  else session.output.print(formatTsv(Array.isArray(facts) ? (facts as Facts[]) : [facts as Facts]))
}

/** A header of all keys, then a line per object; objects inside are JSON. */
function formatTsv(rows: readonly Facts[]): string {
  const keys = [...new Set(rows.flatMap(Object.keys))]
  const lines = [keys, ...rows.map((row) => keys.map((key) => tsvCell(row[key])))]
  return lines.map((cells) => `${cells.join('\t')}\n`).join('')
}

function tsvCell(value: unknown): string {
  if (value === undefined || value === null) return ''
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.replace(/[\t\n\r\\]/g, (character) => JSON.stringify(character).slice(1, -1))
}
