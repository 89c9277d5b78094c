import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { errorCodes } from '../../src/driver.js'

it('every code has its entry in docs/errors.md, in order, and nothing else has', () => {
  const page = readFileSync(new URL('../../../../docs/errors.md', import.meta.url), 'utf8')
  const entries = [...page.matchAll(/^\| `(\w+)` *\| (\d+) /gm)].map(([, code, number]) => [
    code,
    Number(number),
  ])
  expect(entries).toEqual(Object.entries(errorCodes).map(([code, { number }]) => [code, number]))
})
