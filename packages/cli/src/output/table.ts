import { printable } from './printable.js'

export interface Table {
  readonly header: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

export const tableOf = (header: Table['header'], rows: Table['rows']): Table => ({ header, rows })

/** A table as virsh prints it: a space before each column, two after, a rule below the header; under `-q` rows alone. */
export function formatTable({ header, rows }: Table, headed: boolean): string {
  const cells = (headed ? [header, ...rows] : rows).map((row) => row.map(printable))
  const widths = header.map((_, column) => Math.max(0, ...cells.map((row) => width(row[column] ?? ''))))
  const lines = cells.map((row) => formatRow(row, widths))
  if (headed) lines.splice(1, 0, '-'.repeat(widths.reduce((sum, each) => sum + each + 3, 0)))
  return lines.map((line) => `${line}\n`).join('')
}

function formatRow(row: readonly string[], widths: readonly number[]): string {
  const last = row.length - 1
  return row
    .map((cell, column) => {
      const room = ' '.repeat(Math.max(0, (widths[column] ?? 0) - width(cell)))
      return column === last ? ` ${cell}` : ` ${cell}${room}  `
    })
    .join('')
}

const ascii = /^[ -~]*$/

const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u
const combining = /\p{Mn}|\p{Me}|\p{Cf}/u

/** Columns that a text takes on a terminal. */
function width(text: string): number {
  if (ascii.test(text)) return text.length
  let columns = 0
  for (const character of text) columns += wide.test(character) ? 2 : combining.test(character) ? 0 : 1
  return columns
}
