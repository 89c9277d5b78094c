import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contractVersion, defaultRegistry, discoverDrivers, open, Registry } from '../../src/index.js'
import { tinyDriver } from '../tiny-driver.js'

it.each([contractVersion - 1, contractVersion + 1])('a driver for contract %i is told so', (contract) => {
  const registry = new Registry()
  expect(() => registry.register(tinyDriver({}, { name: 'acme', contract }))).toThrow(
    expect.objectContaining({
      code: 'CONTRACT_MISMATCH',
      detail: `driver 'acme' has contract ${contract}, this core has ${contractVersion}`,
    }),
  )
  expect(registry.drivers).toEqual([])
})

describe('an installed package for another contract', () => {
  let home = ''
  const contract = contractVersion + 1

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'virt-contract-'))
    const directory = join(home, 'node_modules/virt-driver-late')
    await mkdir(directory, { recursive: true })
    const virt = { driver: '.', name: 'late', schemes: ['late'], contract }
    const manifest = {
      name: 'virt-driver-late',
      version: '1.0.0',
      type: 'module',
      exports: './index.js',
      virt,
    }
    await writeFile(join(directory, 'package.json'), JSON.stringify(manifest))
    const code = `
      export const driver = { name: 'late', contract: ${contract}, schemes: ['late'], open() { throw new Error('called') } }
      globalThis[Symbol.for('@virt/core:registry')].register(driver)`
    await writeFile(join(directory, 'index.js'), code)
  })
  afterAll(() => rm(home, { recursive: true }))

  const late = async () => (await discoverDrivers([home])).find(({ name }) => name === 'late')

  it('shows its contract before anything is imported', async () =>
    expect((await late())?.contract).toBe(contract))

  it('is refused when it is imported, and leaves the other drivers alone', async () => {
    const before = defaultRegistry.drivers
    await expect((await late())?.load()).rejects.toMatchObject({ code: 'CONTRACT_MISMATCH' })
    expect(defaultRegistry.drivers).toEqual(before)
    await expect(open('late:///')).rejects.toMatchObject({ code: 'NO_CONNECT' })
  })
})
