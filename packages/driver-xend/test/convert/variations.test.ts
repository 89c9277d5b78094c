import { formatDomain } from '@virt/core/config'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { domainFromSxp } from '../../src/convert/index.js'
import { parseSxp, type Sxp } from '../../src/sxp/index.js'
import { cases, here } from './sets.js'

/** One of several ways. */
type Choose = <T>(...ways: readonly T[]) => T

function textOf(value: Sxp, choose: Choose): string {
  if (typeof value === 'string') return atomText(value, choose)
  const space = (): string => choose(' ', '\t', '\r\n', ' # a (remark\n')
  return `(${space()}${value.map((item) => textOf(item, choose) + space()).join('')})`
}

function atomText(atom: string, choose: Choose): string {
  const bare = /^[\w./:@-]+$/.test(atom) ? atom : undefined
  const quote = choose("'", '"')
  const escaped = Array.from(Buffer.from(atom).toString('latin1')).map((byte) =>
    /[\\'"\n]/.test(byte) || choose(0, 0, 0, 1)
      ? `\\x${byte.charCodeAt(0).toString(16).padStart(2, '0')}`
      : Buffer.from(byte, 'latin1').toString('latin1'),
  )
  return choose(bare ?? quote, quote) === bare ? bare : quote + escaped.join('') + quote
}

/** Items of different names change places: there is no order in a Python dictionary. */
function shuffled(value: Sxp, choose: Choose): Sxp {
  if (typeof value === 'string' || !value.slice(1).every((item) => typeof item !== 'string')) return value
  const [head = '', ...items] = value
  const sorted = items.map((item) => ({
    item: shuffled(item, choose),
    at: choose(0, 1, 2, 3),
    name: item[0],
  }))
  const first = new Map<Sxp | undefined, number>()
  for (const { name, at } of sorted) if (!first.has(name)) first.set(name, at)
  const place = (name: Sxp | undefined): number => first.get(name) ?? 0
  return [head, ...sorted.toSorted((a, b) => place(a.name) - place(b.name)).map(({ item }) => item)]
}

describe.runIf(here).each(['sexpr2xml', 'sexpr2xml-1.2.21', 'sexpr2xml-0.2.3'])('%s', (set) => {
  test.each(cases(set))('says $name in any order, and in other words', ({ sexpr, configVersion }) => {
    const told = formatDomain(domainFromSxp(sexpr, { configVersion }))
    const property = fc.property(fc.array(fc.nat(), { minLength: 50 }), (numbers) => {
      let turn = 0
      const choose: Choose = (...ways) =>
        ways[(numbers[turn++ % numbers.length] ?? 0) % ways.length] as (typeof ways)[number]
      const varied = textOf(shuffled(parseSxp(sexpr, { unclosed: true }), choose), choose)
      expect(formatDomain(domainFromSxp(Buffer.from(varied, 'latin1').toString(), { configVersion }))).toBe(
        told,
      )
    })
    fc.assert(property, { seed: 2007, numRuns: 10 })
  })
})
