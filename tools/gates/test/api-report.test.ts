import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { apiReports } from '../lib/api-report.mjs'

let directory: string

beforeEach(() => {
  directory = mkdtempSync(`${tmpdir()}/virt-api-`)
  mkdirSync(`${directory}/src`)
})
afterEach(() => rmSync(directory, { recursive: true }))

/** The reports of a package of these sources, each of them an entry unless its name begins with `_`. */
function reports(sources: Record<string, string>): string[] {
  for (const [name, text] of Object.entries(sources)) writeFileSync(`${directory}/src/${name}.ts`, text)
  const entries = Object.keys(sources).filter((name) => !name.startsWith('_'))
  return apiReports(
    entries.map((name) => ({ name: `x/${name}`, file: `${directory}/src/${name}.ts` })),
    directory,
  )
}

test('shows what is exported, by name, without bodies and comments', () =>
  expect(
    reports({ index: '/** Why. */\nexport const b: 1 = 1\nexport function a(): number { return 2 }' }),
  ).toEqual([
    '# x/index\n\n```ts\nexport declare function a(): number;\n\nexport declare const b: 1;\n```\n',
  ]))

test('shows what is met without being exported', () =>
  expect(
    reports({
      index: "export type { A } from './_a.js'",
      _a: 'interface B { b: 1 }\nexport interface A { a: B }',
    }),
  ).toEqual([
    '# x/index\n\n```ts\nexport interface A {\n    a: B;\n}\n```\n\n## Mentioned, not exported\n\n```ts\ninterface B {\n    b: 1;\n}\n```\n',
  ]))

test('shows nothing twice that another entry exports', () =>
  expect(
    reports({ a: "import type { B } from './b.js'\nexport type A = B", b: 'export type B = 1' }),
  ).toEqual(['# x/a\n\n```ts\nexport type A = B;\n```\n', '# x/b\n\n```ts\nexport type B = 1;\n```\n']))
