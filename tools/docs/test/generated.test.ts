import { fileURLToPath } from 'node:url'
import { operationNames } from '@virt/core'
import { expect, it } from 'vitest'
import { run } from '../../outside.mjs'
import { Page } from './page.js'

it('the generated pages are what the sources say', async () => {
  const generate = fileURLToPath(new URL('../generate.mjs', import.meta.url))
  expect(await run(process.execPath, [generate, '--check'], '.')).toEqual({ status: 0, output: '' })
})

it.each([
  ['contract.md', /^### (\w+\.\w+)$/gm],
  ['support-matrix.md', /^\| \[(\w+\.\w+)\]/gm],
])('%s has an entry for each operation, in order', (name, entry) => {
  const { text } = new Page(name)
  expect([...text.matchAll(entry)].map(([, operation]) => operation)).toEqual(operationNames)
})
