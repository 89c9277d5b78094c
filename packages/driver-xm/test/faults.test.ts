import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { DomainOperations } from '@virt/core/driver'
import { fileURLToPath } from 'node:url'
import { build } from 'tsup'
import { expect, it, onTestFinished } from 'vitest'
import { peer } from '../../../tools/peers.mjs'
import { xmConnection, XmDirectory } from '../src/index.js'
import { connect, directoryOf, domainXml, failure, namesIn, nobody, write } from './support.js'

const isRoot = process.getuid?.() === 0

/** No file of this process may grow beyond this many bytes. */
function limitFiles(size: number): void {
  const limit = (soft: string): unknown =>
    execFileSync('prlimit', ['--pid', String(process.pid), `--fsize=${soft}:`])
  const ignore = (): void => undefined
  process.on('SIGXFSZ', ignore)
  limit(String(size))
  onTestFinished(() => {
    limit('unlimited')
    process.off('SIGXFSZ', ignore)
  })
}

it('a file that cannot be written whole leaves the old one, and nothing else', async () => {
  const directory = directoryOf({ guest: 'name = "guest"\nmemory = 64\n' })
  const connection = await connect(directory)
  const guest = await connection.lookupDomainByName('guest')
  limitFiles(20)
  expect(await failure(guest.setMemory(32 * 1024))).toEqual([
    'WRITE_FAILED',
    `cannot write '${directory}/guest': file too large`,
  ])
  expect(await failure(connection.defineDomain(domainXml('new')))).toEqual([
    'WRITE_FAILED',
    `cannot write '${directory}/new': file too large`,
  ])
  expect([readdirSync(directory), readFileSync(join(directory, 'guest'), 'utf8')]).toEqual([
    ['guest'],
    'name = "guest"\nmemory = 64\n',
  ])
})

/** A program of one file, which runs by itself. */
async function bundled(entry: URL): Promise<string> {
  const outDir = directoryOf()
  await build({
    entry: { program: fileURLToPath(entry) },
    outDir,
    format: 'esm',
    outExtension: () => ({ js: '.mjs' }),
    noExternal: [/.*/],
    config: false,
    silent: true,
    esbuildOptions: (options) => void (options.conditions = ['@virt/source']),
  })
  return join(outDir, 'program.mjs')
}

it('a program that is killed while it writes leaves the old file or the new one, whole', async () => {
  const texts = ['a', 'b'].map((letter) => `# ${letter.repeat(100_000)}\n`)
  const directory = directoryOf({ guest: texts[0] as string })
  const [program, path] = [await bundled(new URL('./rewriter.ts', import.meta.url)), join(directory, 'guest')]
  const seen = new Set<string>()
  for (let round = 0; round < 8; round++) {
    const child = spawn(process.execPath, [program, path], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(child.stdout, 'data')
    await sleep(Math.random() * 30)
    child.kill('SIGKILL')
    await once(child, 'exit')
    seen.add(readFileSync(path, 'utf8'))
    expect(await namesIn(await connect(directory))).toEqual([])
  }
  expect([...seen].every((text) => texts.includes(text))).toBe(true)
}, 60_000)

it.skipIf(!peer('unshare'))(
  'a full disk leaves everything as it was',
  async () => {
    const [program, directory] = [await bundled(new URL('./full-disk.ts', import.meta.url)), directoryOf()]
    const script = 'mount -t tmpfs -o size=64k none "$1" && exec "$2" "$3" "$1"'
    const asRoot = isRoot ? [] : ['--user', '--map-root-user']
    const command = ['--mount', 'sh', '-c', script, 'sh', directory, process.execPath, program]
    const stdout = execFileSync('unshare', [...asRoot, ...command], { encoding: 'utf8' })
    const full = (what: string): string =>
      `failed to write configuration file: ${what}: no space left on device`
    expect(JSON.parse(stdout)).toEqual([
      [full(`cannot write '${directory}/guest'`), full(`cannot write '${directory}/new'`), 'done'],
      ['.full', 'auto', 'guest'],
      'name = "guest"\nmemory = 64\n',
    ])
  },
  60_000,
)

it('a directory in which nothing can be made says so', async () => {
  const { domains } = xmConnection(new XmDirectory('/sys/fs'), nobody)
  const config = { type: 'xen', name: 'guest', memory: 65536, os: { type: { name: 'hvm' } } } as const
  expect(await failure((domains as DomainOperations).define(config, {}))).toEqual([
    'ACCESS_DENIED',
    "cannot write '/sys/fs/guest': permission denied",
  ])
})

it.skipIf(isRoot)('a file that this user may not read is shown in the channels', async () => {
  const directory = directoryOf({ guest: 'memory = 64', other: 'memory = 64' })
  chmodSync(join(directory, 'guest'), 0)
  const connection = await connect(directory, { readOnly: true })
  expect([await namesIn(connection), connection.channels]).toEqual([
    ['other'],
    [{ driver: 'xm', status: 'open', diagnostics: [`${directory}/guest: permission denied`] }],
  ])
})

it('many files are many domains, of which only the changed ones are read again', async () => {
  const files = Array.from(
    { length: 10_000 },
    (_, index) => [`guest${index}`, `memory = ${index + 4}\n`] as const,
  )
  const directory = directoryOf(Object.fromEntries(files))
  const connection = await connect(directory, { readOnly: true })
  expect((await namesIn(connection)).length).toBe(files.length)
  write(directory, 'guest77', 'name = "changed"\nmemory = 77\n')
  expect((await connection.lookupDomainByName('changed')).name).toBe('changed')
}, 60_000)
