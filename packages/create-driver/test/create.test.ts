import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { help } from '../src/help.js'
import { main } from '../src/main.js'

let home = ''
beforeEach(async () => void (home = await mkdtemp(join(tmpdir(), 'create-driver-'))))
afterEach(() => rm(home, { recursive: true }))

/** Run the program; what it prints comes as text. */
async function create(...argv: string[]): Promise<{ status: number; stdout: string; stderr: string }> {
  const said = { stdout: '', stderr: '' }
  const stream = (name: keyof typeof said) =>
    ({ write: (text: string) => void (said[name] += text) }) as unknown as NodeJS.WriteStream & { fd: 1 }
  const status = await main(argv, { stdout: stream('stdout'), stderr: stream('stderr') as never })
  return { status, ...said }
}

it('writes a whole repository, every placeholder filled, and says what to do', async () => {
  const directory = join(home, 'driver')
  const { status, stdout } = await create('acme-cloud', '--directory', directory)
  expect([status, stdout.split('\n')[0]]).toEqual([0, `virt-driver-acme-cloud: 20 files in ${directory}`])
  const entries = await readdir(directory, { recursive: true, withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
  expect(files.map((file) => file.slice(directory.length + 1)).sort()).toEqual([
    '.changeset/config.json',
    '.changeset/first-release.md',
    '.gitignore',
    'LICENSE',
    'README.md',
    'package.json',
    'src/definitions.ts',
    'src/domains.ts',
    'src/driver.ts',
    'src/guest.ts',
    'src/host.ts',
    'src/index.ts',
    'src/life.ts',
    'src/questions.ts',
    'src/refuse-unknown.ts',
    'test/conformance.test.ts',
    'test/open.test.ts',
    'tsconfig.json',
    'tsup.config.ts',
    'vitest.config.ts',
  ])
  for (const file of files) expect(await readFile(file, 'utf8')).not.toMatch(/\{\{|\}\}/)
  const manifest = JSON.parse(await readFile(join(directory, 'package.json'), 'utf8')) as { virt: unknown }
  expect(manifest.virt).toEqual({ driver: '.', name: 'acme-cloud', schemes: ['acmecloud'], contract: 1 })
})

it('a repository that has only been initialised is no obstacle', async () => {
  await mkdir(join(home, '.git'))
  expect(await create('acme', '--directory', home)).toMatchObject({ status: 0, stderr: '' })
})

it('what is there is never written over', async () => {
  await writeFile(join(home, 'README.md'), 'mine')
  expect(await create('acme', '--directory', home)).toEqual({
    status: 1,
    stdout: '',
    stderr: `create-driver: Requested operation is not valid: ${home} is not empty; give another one with --directory (OPERATION_INVALID)\n`,
  })
  expect(await readdir(home)).toEqual(['README.md'])
})

it('a directory that cannot be one is told with its code', async () => {
  const file = join(home, 'file')
  await writeFile(file, '')
  const said = async (directory: string) => (await create('acme', '--directory', directory)).stderr
  expect(await said(file)).toMatch(/is not a directory \(OPERATION_INVALID\)\n$/)
  expect(await said(join(home, 'x'.repeat(300)))).toMatch(/ENAMETOOLONG.* \(SYSTEM_ERROR\)\n$/)
})

it('--help shows the page', async () => {
  expect(await create('--help')).toEqual({ status: 0, stdout: help, stderr: '' })
})
