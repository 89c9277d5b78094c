import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { unproven } from '../lib/proofs.mjs'

let directory: string

beforeEach(() => {
  directory = mkdtempSync(`${tmpdir()}/virt-proofs-`)
})
afterEach(() => rmSync(directory, { recursive: true }))

function problems(page: string): string[] {
  writeFileSync(`${directory}/page.md`, page)
  writeFileSync(`${directory}/a.test.ts`, `test('one', () => 1)\nit.each([])('two %s', () => 2)\n`)
  return unproven(`${directory}/page.md`)
}

test('items that name tests that are there are no problem', () =>
  expect(
    problems(
      '# Page\n\n- A promise\n  ([a](a.test.ts) "one",\n  "two %s").\n\n## Notes\n\n<!-- nothing to prove -->\n\n- b\n',
    ),
  ).toEqual([]))

test('an item without a test is named', () =>
  expect(problems('- Nothing\n  here\n- All\n  ([a](a.test.ts) "one")\n')).toEqual([
    'no test is named for: Nothing here',
  ]))

test('a test that is not there is named', () =>
  expect(problems('- A ([a](a.test.ts) "three", "one") and ([b](b.test.ts) "one")\n')).toEqual([
    'a.test.ts has no test "three"',
    'b.test.ts has no test "one"',
  ]))
