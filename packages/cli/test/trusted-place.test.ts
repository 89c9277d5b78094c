import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { virt } from './run.js'

const asRoot = process.getuid?.() === 0
let directory = ''
let modules = ''

/** A driver that is installed where the user is. */
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'virt-place-'))
  modules = join(directory, 'node_modules')
  const place = join(modules, 'stray')
  mkdirSync(place, { recursive: true })
  const virtFields = { driver: '.', name: 'stray', schemes: ['stray'], contract: 1 }
  writeFileSync(
    join(place, 'package.json'),
    JSON.stringify({ name: 'stray', version: '1.0.0', type: 'module', main: 'index.js', virt: virtFields }),
  )
  writeFileSync(join(place, 'index.js'), `globalThis.strayRan = true\nexport const driver = undefined\n`)
  onTestFinished(() => {
    rmSync(directory, { recursive: true })
    delete (globalThis as { strayRan?: true }).strayRan
  })
})

const ran = (): boolean => 'strayRan' in globalThis

async function names(): Promise<string[]> {
  const { stdout } = await virt(['drivers', '--format', 'json'], { cwd: directory })
  return (JSON.parse(stdout) as { readonly name: string }[]).map(({ name }) => name)
}

describe('a driver that is installed where the user is', () => {
  it('is one of the installed ones', async () => {
    expect(await names()).toContain('stray')
  })

  it('is nothing where everybody could have put it', async () => {
    chmodSync(modules, 0o777)
    expect(await names()).not.toContain('stray')
    await virt(['-c', 'stray:///', 'list'], { cwd: directory })
    expect(ran()).toBe(false)
  })

  it.runIf(asRoot)('is nothing where somebody else has put it', async () => {
    chownSync(modules, 65534, 65534)
    expect(await names()).not.toContain('stray')
    await virt(['-c', 'stray:///', 'list'], { cwd: directory })
    expect(ran()).toBe(false)
  })
})
