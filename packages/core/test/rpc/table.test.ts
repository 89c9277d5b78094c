import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rowsOf, tableOf } from '../../src/rpc/table.js'

const sent = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
const uuids = Array.from({ length: 3 }, (_, index) => ({ uuid: `u${index}`, state: 'shutoff' }))

describe('rows come back as JSON would bring them:', () => {
  test.each<[string, readonly object[]]>([
    ['all alike', uuids],
    ['some without a value', uuids.map((row, index) => ({ ...row, id: index === 1 ? 7 : undefined }))],
    ['the first alone with one', uuids.map((row, index) => ({ id: index === 0 ? 7 : undefined, ...row }))],
    ['none with one', uuids.map((row) => ({ ...row, id: undefined }))],
  ])('%s', (_, rows) => {
    const table = tableOf(rows)
    expect(table).toBeDefined()
    expect(rowsOf(sent(table))).toStrictEqual(sent(rows))
  })

  const value = fc.oneof(fc.constantFrom(undefined, 'a', 'b', 1, true, null, NaN, -0, 1e21), fc.jsonValue())
  const keys = fc.uniqueArray(
    fc.oneof(fc.constantFrom('a', 'b', '1', '__proto__', 'constructor'), fc.string()),
    {
      maxLength: 5,
    },
  )
  const alike = keys.chain((names) =>
    fc.array(
      fc
        .tuple(...names.map(() => value))
        .map((row) => Object.fromEntries(names.map((name, at) => [name, row[at]]))),
      { maxLength: 6 },
    ),
  )

  test('whatever they are, when a table is made of them', () => {
    fc.assert(
      fc.property(fc.oneof(alike, fc.array(value)), (rows) => {
        const table = tableOf(rows)
        if (table) expect(rowsOf(sent(table))).toStrictEqual(sent(rows))
      }),
      { numRuns: 2000 },
    )
  })
})

test.each<[string, readonly unknown[]]>([
  ['of more than a hundred', Array.from({ length: 101 }, (_, index) => ({ index }))],
  ['of other keys', [{ a: 1 }, { b: 1 }]],
  [
    'of keys in another order',
    [
      { a: 1, b: 1 },
      { b: 2, a: 1 },
    ],
  ],
  [
    'that hold more than a plain value',
    [
      { a: 1, b: [1] },
      { a: 2, b: [1] },
    ],
  ],
  ['that hold null', [{ a: null }, { a: 1 }]],
  ['that are all the same', [{ a: 1 }, { a: 1 }]],
  ['that are none', ['a', 'b']],
  [
    'with a hundred keys',
    [0, 1].map((row) => Object.fromEntries(Array.from({ length: 100 }, (_, key) => [key, row]))),
  ],
  ['without any', []],
])('no table is made of rows %s', (_, rows) => {
  expect(tableOf(rows)).toBeUndefined()
})

const wide = Object.fromEntries(Array.from({ length: 33 }, (_, key) => [`k${key}`, 1]))

test.each<[string, unknown]>([
  ['nothing', null],
  ['a text', 'table'],
  ['no model', { columns: { a: [1] } }],
  ['no columns', { model: {} }],
  ['columns that are a list', { model: {}, columns: [[1]] }],
  ['not one column', { model: { a: 1 }, columns: {} }],
  ['a column that is no list', { model: {}, columns: { a: [1], b: 'x' } }],
  ['columns of two heights', { model: {}, columns: { a: [1, 2], b: [1] } }],
  ['a column without end', { model: {}, columns: { a: Array.from({ length: 101 }, () => 1) } }],
  ['too many keys', { model: wide, columns: { a: [1] } }],
  ['a prototype', JSON.parse('{"model":{},"columns":{"__proto__":[{"x":1}]}}')],
  ['a prototype in the model', JSON.parse('{"model":{"__proto__":{"x":1}},"columns":{"a":[1]}}')],
])('a table with %s is refused', (_, table) => {
  expect(() => rowsOf(table)).toThrow(expect.objectContaining({ code: 'RPC' }) as Error)
})
