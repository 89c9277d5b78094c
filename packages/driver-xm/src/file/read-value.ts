import type { VirtError } from '@virt/core/driver'
import { readString } from './read-string.js'
import type { Scanner } from './scanner.js'
import type { ConfigValue } from './value.js'

const deepest = 16

/** What may stand between the parts of a list. */
const space = /(?:[ \t\r\n\f]|\\\r?\n|#[^\n]*)+/y
const number = /[+-]?(?:0[xX][0-9a-fA-F]+|0[0-7]+|0|[1-9]\d*)(?![\w.])/y

/** A number, a string, or a list of values. */
export function readValue(scanner: Scanner, depth = 0): ConfigValue {
  if (scanner.is('"') || scanner.is("'")) return readString(scanner)
  if (scanner.is('[')) return readList(scanner, depth)
  const digits = scanner.take(number)
  if (digits === '') throw scanner.fail('expecting a value')
  return numberOf(digits)
}

function numberOf(digits: string): number | bigint {
  const bare = digits.replace(/^[+-]/, '').replace(/^0(?=[0-7])/, '0o')
  const exact = digits.startsWith('-') ? -BigInt(bare) : BigInt(bare)
  const value = Number(exact)
  return Number.isSafeInteger(value) ? value + 0 : exact
}

function readList(scanner: Scanner, depth: number): readonly ConfigValue[] {
  if (depth >= deepest) throw scanner.fail(`lists nested deeper than ${deepest}`)
  const start = scanner.at++
  const items: ConfigValue[] = []
  scanner.take(space)
  while (!scanner.is(']')) {
    items.push(readValue(scanner, depth + 1))
    scanner.take(space)
    if (scanner.is(',')) scanner.at++
    else if (!scanner.is(']')) throw unclosed(scanner, start)
    scanner.take(space)
  }
  scanner.at++
  return items
}

function unclosed(scanner: Scanner, start: number): VirtError {
  if (scanner.done) return scanner.fail('list is not closed with ]', start)
  return scanner.fail('expecting a separator in list')
}
