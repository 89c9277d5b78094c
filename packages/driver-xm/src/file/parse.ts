import type { VirtError } from '@virt/core/driver'
import { ConfigFile } from './config-file.js'
import type { Piece, Statement } from './piece.js'
import { readValue } from './read-value.js'
import { Scanner } from './scanner.js'
import type { ConfigValue } from './value.js'

const mark = '\uFEFF'
const blank = /(?:^\uFEFF|[ \t\r\n\f;]|\\\r?\n)+/y
const gap = /(?:[ \t\f]|\\\r?\n)+/y
const comment = /#[^\n]*/y
const name = /[A-Za-z_]\w*/y
const operator = /\+?=/y
const end = /\r?\n|;/y

/**
 * Reads a file of the kind that xm, xl and libvirt's daemons have: `name = value` and `name += value`, one in a line or
 * separated by `;`, with `#` comments. Values are whole numbers, quoted strings with Python's escapes, and lists of values.
 *
 * Files that are programs (`import`, `def`, expressions) are not of this kind.
 * @throws VirtError CONF_SYNTAX, naming line and column.
 */
export function parseConfigFile(text: string): ConfigFile {
  const scanner = new Scanner(text)
  const pieces: Piece[] = scanner.is(mark) ? [{ text: scanner.take(blank) }] : []
  const values = new Map<string, ConfigValue>()
  while (!scanner.done) {
    const start = scanner.at
    const piece = readPiece(scanner)
    if (piece.statement !== undefined) check(piece.statement, values, () => scanner.fail(misfit, start))
    pieces.push(piece)
  }
  return new ConfigFile(pieces)
}

function readPiece(scanner: Scanner): Piece {
  const space = scanner.take(blank)
  if (space !== '') return { text: space }
  return scanner.is('#') ? readComment(scanner) : readStatement(scanner)
}

function readComment(scanner: Scanner): Piece {
  const text = scanner.take(comment)
  return { text: text + scanner.take(end), comment: bare(text) }
}

function readStatement(scanner: Scanner): Piece {
  const start = scanner.at
  const key = scanner.take(name)
  if (key === '') throw scanner.fail('expecting a name')
  scanner.take(gap)
  const from = scanner.at
  const found = scanner.take(operator)
  if (found === '') throw scanner.fail('expecting an assignment')
  scanner.take(gap)
  const value = readValue(scanner)
  const to = scanner.at
  scanner.take(gap)
  const remark = scanner.take(comment)
  if (scanner.take(end) === '' && !scanner.done) throw scanner.fail('expecting a separator')
  return {
    text: scanner.text.slice(start, scanner.at),
    statement: { key, operator: found as '=' | '+=', value, from: from - start, to: to - start },
    ...(remark !== '' && { comment: bare(remark) }),
  }
}

const misfit = 'only a string can be added to a string, and only a list to a list'

/** `+=` fits the value that is there. */
function check(
  { key, operator, value }: Statement,
  values: Map<string, ConfigValue>,
  failure: () => VirtError,
): void {
  const fits = isAddable(value) && typeof (values.get(key) ?? value) === typeof value
  if (operator === '+=' && !fits) throw failure()
  values.set(key, value)
}

function isAddable(value: ConfigValue): boolean {
  return typeof value === 'string' || typeof value === 'object'
}

function bare(text: string): string {
  return text.slice(1).replace(/\r$/, '')
}
