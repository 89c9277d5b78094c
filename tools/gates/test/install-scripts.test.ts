import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

test('nothing that is installed with us runs code, koffi excepted', () => {
  const gate = fileURLToPath(new URL('../install-scripts.mjs', import.meta.url))
  const { status, stderr } = spawnSync(process.execPath, [gate], { encoding: 'utf8' })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
})
