import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { brokenLinks } from '../lib/broken-links.mjs'

let directory: string

beforeEach(() => {
  directory = mkdtempSync(`${tmpdir()}/virt-links-`)
})
afterEach(() => rmSync(directory, { recursive: true }))

function broken(page: string): string[] {
  writeFileSync(`${directory}/page.md`, page)
  writeFileSync(`${directory}/other.md`, '# One `two`, three\n\n## Again\n\n## Again\n')
  return brokenLinks(`${directory}/page.md`)
}

test('a file or heading that is there is no problem', () =>
  expect(
    broken(
      '# Here\n[a](other.md) [b](#here) [c](other.md#one-two-three) [d](other.md#again-1) [e](https://x.org/y)',
    ),
  ).toEqual([]))

test('a file that is not there is named', () => expect(broken('[a](none.md)')).toEqual(['none.md']))

test('a heading that is not there is named', () =>
  expect(broken('[a](#none) [b](other.md#again-2)')).toEqual(['#none', 'other.md#again-2']))

test('a page of this repository is known by its full address', () => {
  const base = 'https://github.com/virt-js/virt/blob/main'
  expect(broken(`[a](${base}/README.md) [b](${base}/none.md)`)).toEqual([`${base}/none.md`])
})

test('code has no links', () => expect(broken('`[a](none.md)`\n\n```ts\n[a](none.md)\n```\n')).toEqual([]))
