import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { contractVersion, type Driver, discoverDrivers, open, openReadOnly, Registry } from '@virt/core'
import { describeDriver } from '@virt/core/testing'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { run } from '../../outside.mjs'
import { lines, Page } from './page.js'

const page = new Page('writing-a-driver.md')
const source = page.block('driver.ts')

/** The page's code, where the core's sources are found. */
const home = fileURLToPath(new URL('../.reports/page/', import.meta.url))
await mkdir(home, { recursive: true })
await writeFile(join(home, 'driver.ts'), source)
await writeFile(join(home, 'conformance.test.ts'), page.block('conformance.test.ts'))
const { driver } = (await import(join(home, 'driver.ts'))) as { driver: Driver }

it('the page is short, and its driver shorter', () => {
  expect(lines(page.text)).toBeLessThan(150)
  expect(lines(source)).toBeLessThan(40)
})

it('all its code compiles strictly', () => {
  const files = ['driver.ts', 'conformance.test.ts'].map((name) => join(home, name))
  const program = ts.createProgram(files, {
    strict: true,
    noEmit: true,
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2023,
    lib: ['lib.es2023.d.ts', 'lib.esnext.disposable.d.ts'],
    customConditions: ['@virt/source'],
    skipLibCheck: true,
    types: ['node'],
  })
  const found = files.flatMap((file) => program.getSemanticDiagnostics(program.getSourceFile(file)))
  expect(found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))).toEqual([])
}, 60_000)

it('is opened through a registry, and says what it declines', async () => {
  const registry = new Registry()
  registry.register(driver)
  await using connection = await open('acme:///default', { registry })
  const listed = await connection.listDomains()
  expect(listed.map(({ name, state }) => [name, state])).toEqual([
    ['web', 'running'],
    ['db', 'shutoff'],
  ])
  await expect(open('acme:///other', { registry })).rejects.toMatchObject({
    code: 'NO_CONNECT',
    detail: "'acme:///other' (acme: only acme:///default is served)",
  })
})

it('is of the contract that the core has', () => expect(driver.contract).toBe(contractVersion))

await describeDriver({
  name: "the page's driver",
  open: ({ readOnly }) => (readOnly ? openReadOnly : open)('acme:///default'),
  guest: (name) =>
    `<domain type='acme'><name>${name}</name><memory>65536</memory><os><type>hvm</type></os></domain>`,
  existing: ['web', 'db'],
  limits: { opens: 500 },
  runner: { describe, it },
})

describe('as an installed package', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'virt-page-'))
    const directory = join(folder, 'node_modules/virt-driver-acme')
    await mkdir(join(directory, 'node_modules/@virt'), { recursive: true })
    const core = fileURLToPath(new URL('../../../packages/core', import.meta.url))
    await symlink(core, join(directory, 'node_modules/@virt/core'))
    const { outputText } = ts.transpileModule(source, {
      compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
    })
    await writeFile(join(directory, 'driver.js'), outputText)
    await writeFile(join(directory, 'package.json'), page.block('package.json'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  it('is discovered by its manifest', async () => {
    const found = (await discoverDrivers([folder])).filter(({ name }) => name === 'acme')
    expect(found.map(({ package: from, schemes, contract }) => [from, schemes, contract])).toEqual([
      ['virt-driver-acme', ['acme'], 1],
    ])
  })

  it('is opened from the command line', async () => {
    const virt = fileURLToPath(new URL('../../../packages/cli/bin/virt.js', import.meta.url))
    const { output } = await run(process.execPath, [virt, '-c', 'acme:///default', 'list', '--all'], folder)
    expect(output).toBe(
      [
        ' Id   Name   State',
        '-----------------------',
        ' 1    web    running',
        ' -    db     shut off',
        '',
        '',
      ].join('\n'),
    )
  })
})
