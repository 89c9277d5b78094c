import { expect, test } from 'vitest'
import { child, children, parseSxp, text } from '../../src/sxp/index.js'

const domain = parseSxp('(domain (name a) (name b) (kernel ) (cpus (0 1)) (two 1 2) alone)')

test('Items of a list are found by their first atom', () => {
  expect(child(domain, 'name')).toEqual(['name', 'a'])
  expect(children(domain, 'name')).toEqual([
    ['name', 'a'],
    ['name', 'b'],
  ])
  expect(child(domain, 'domain')).toBeUndefined()
  expect(children('name', 'name')).toEqual([])
})

test.each([
  ['name', 'a'],
  ['kernel', ''],
  ['cpus', undefined],
  ['two', undefined],
  ['alone', undefined],
])('The atom of %s', (name, expected) => {
  expect(text(domain, name)).toBe(expected)
})
