import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { peer } from '../../tools/peers.mjs'

const example = fileURLToPath(new URL('../life-of-a-domain.mjs', import.meta.url))
let home = ''

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'virt-example-'))
  symlinkSync(process.execPath, join(home, 'node'))
})
afterAll(() => rmSync(home, { recursive: true, force: true }))

/** What the example prints, without the times. */
function run(env: NodeJS.ProcessEnv): string[] {
  const directories = {
    HOME: home,
    XDG_RUNTIME_DIR: home,
    XDG_CONFIG_HOME: home,
    XDG_STATE_HOME: home,
    XDG_CACHE_HOME: home,
  }
  const { status, stdout, stderr } = spawnSync(process.execPath, [example], {
    env: { PATH: process.env.PATH, ...directories, ...env },
    encoding: 'utf8',
    timeout: 30_000,
  })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  return stdout.trimEnd().split('\n')
}

const words = (lines: string[]): string[] => lines.map((line) => line.split(/\s+/)[0]!)

it('shows the whole life of a domain without QEMU, on the test hypervisor', () => {
  const lines = run({ PATH: home })
  expect(lines[0]).toMatch(/^no QEMU/)
  expect(lines[1]).toMatch(/^connected +test:\/\/\/default: TEST/)
  expect(lines.at(-1)).toBe('undefined  0 of it left')
})

it.skipIf(!peer('qemu'))('shows it on real QEMU, and hears the guest on its console', () => {
  const lines = run({})
  expect(lines[0]).toMatch(/^connected +qemu:\/\/\/session: QEMU/)
  expect(lines.join('\n')).toContain('VIRT-GUEST-READY')
  expect(lines.join('\n')).toContain('pong')
  expect(words(lines).filter((word) => !['console', 'event'].includes(word))).toEqual([
    ...['connected', 'defined', 'started', 'suspended', 'resumed', 'undefined'],
  ])
  expect(words(lines).filter((word) => word === 'event').length).toBeGreaterThanOrEqual(5)
  expect(lines.at(-1)).toBe('undefined  0 of it left')
})
