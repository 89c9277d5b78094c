import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { discoverDrivers } from '../../src/index.js'

let home = ''

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'virt-discover-'))
  const install = async (name: string, manifest: object | string, code = ''): Promise<void> => {
    const directory = join(home, 'node_modules', name)
    await mkdir(directory, { recursive: true })
    await writeFile(
      join(directory, 'package.json'),
      typeof manifest === 'string' ? manifest : JSON.stringify(manifest),
    )
    await writeFile(join(directory, 'index.js'), code)
  }
  const virt = { driver: '.', name: 'acme', schemes: ['acme'], contract: 1 }
  await install(
    'virt-acme',
    { name: 'virt-acme', version: '1.2.3', type: 'module', exports: './index.js', virt },
    'export const driver = {name: "acme"}',
  )
  await install('@scope/none', { name: '@scope/none', version: '1.0.0' })
  await install('broken', '{"virt": ')
})

afterAll(() => rm(home, { recursive: true }))

it('finds the packages that declare a driver, and imports one only when asked', async () => {
  const found = (await discoverDrivers([join(home, 'deep', 'inside')])).filter((each) =>
    each.directory.startsWith(home),
  )
  expect(found).toEqual([
    {
      package: 'virt-acme',
      version: '1.2.3',
      name: 'acme',
      schemes: ['acme'],
      contract: 1,
      directory: join(home, 'node_modules', 'virt-acme'),
      load: expect.any(Function) as unknown,
    },
  ])
  expect(await found[0]!.load()).toEqual({ name: 'acme' })
})

it('finds the package that one stands in, for its author', async () => {
  const directory = join(home, 'node_modules', 'virt-acme')
  const [found] = await discoverDrivers([join(directory, 'src')])
  expect(found?.directory).toBe(directory)
  expect(await found?.load()).toEqual({ name: 'acme' })
})
