import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { peer } from '../../../tools/peers.mjs'

const program = fileURLToPath(new URL('../../../tools/chaos/run.mjs', import.meta.url))

it.skipIf(!peer('qemu') || !peer('qemu-img') || !peer('unshare'))(
  'nothing that was answered is lost, doubled or left over while everything is killed, stopped and full',
  { timeout: 300_000 },
  () => {
    const args = ['--seconds', '12', '--guests', '6', '--clients', '3', '--no-networks']
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' })
    expect(`${stdout}${stderr}`).toMatch(/, [1-9]\d* calls answered, .* 0 findings\n$/)
    expect(status).toBe(0)
  },
)
