import { execFile } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'tsup'
import { expect, it, vi } from 'vitest'
import { describeDriver, type Runner } from '../../src/testing.js'
import { harnessOf } from './test-harness.js'

/** Keeps what is declared, to be run later. */
function recordingRunner(): Runner & {
  readonly tests: Map<string, () => Promise<void>>
  readonly suites: string[]
} {
  const tests = new Map<string, () => Promise<void>>()
  const suites: string[] = []
  return {
    tests,
    suites,
    describe: (name, body) => {
      suites.push(name)
      body()
    },
    it: (name, body) => tests.set(name, body),
  }
}

it('any runner gets one test for each rule, and the limits in print', async () => {
  const runner = recordingRunner()
  await describeDriver({ ...harnessOf(() => ({}), { opens: 7 }), runner })
  expect(runner.suites).toEqual(['test'])
  const [first = '', ...rest] = runner.tests.keys()
  expect(first).toBe(
    'states its limits: guestReactsWithin 200, consoleEchoes true, answerWithin 200, opens 7, callsAtOnce 10',
  )
  expect(rest.length).toBeGreaterThan(400)
  const print = vi.spyOn(console, 'info').mockImplementation(() => undefined)
  await runner.tests.get(first)?.()
  expect(print.mock.calls).toEqual([[`test: ${first.replace('states its limits:', 'limits')}`]])
  print.mockRestore()
})

it('without a runner the global functions are used, and a broken rule fails its test', async () => {
  const { describe, it: declare, tests } = recordingRunner()
  vi.stubGlobal('describe', describe)
  vi.stubGlobal('it', declare)
  await describeDriver(harnessOf(({ host }) => ({ host: { ...host, version: async () => -1 } })))
  vi.unstubAllGlobals()
  const version = 'host.version is major * 1,000,000 + minor * 1,000 + release'
  await expect(tests.get(version)?.()).rejects.toThrow(
    `test breaks the rule "${version}": the version is -1, not a whole number from 0`,
  )
  await tests.get('host.hostname is a name')?.()
})

it('an operation that goes away takes its rules along', async () => {
  const rulesOf = async (change: Parameters<typeof harnessOf>[0]): Promise<string[]> => {
    const runner = recordingRunner()
    await describeDriver({ ...harnessOf(change), runner })
    return [...runner.tests.keys()]
  }
  const all = await rulesOf(() => ({}))
  const without = await rulesOf(({ domains }) => ({ domains: { ...domains, coreDump: undefined } }))
  expect(without.filter((name) => !all.includes(name))).toEqual([])
  expect(all.filter((name) => !without.includes(name))).toContain(
    'domains.coreDump of a domain that is off is OPERATION_INVALID',
  )
})

it('node:test runs it', async () => {
  const here = fileURLToPath(new URL('node-test/', import.meta.url))
  const outDir = fileURLToPath(new URL('../../.reports/node-test/', import.meta.url))
  await build({
    entry: [`${here}suite.ts`],
    outDir,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    config: false,
    silent: true,
    clean: true,
    removeNodeProtocol: false,
    noExternal: [/^@virt\//],
    esbuildOptions: (options) => void (options.conditions = ['@virt/source']),
  })
  const [suite = ''] = readdirSync(outDir).filter((name) => /^suite\.m?js$/.test(name))
  const report = await run(process.execPath, ['--test', '--test-reporter=tap', `${outDir}${suite}`])
  expect(report).toMatch(/^# fail 0$/m)
  expect(report).toMatch(/ok \d+ - domains\.start lets a defined domain run, with an id/)
}, 60_000)

/** What it says; its exit code does not matter. */
function run(file: string, argv: readonly string[]): Promise<string> {
  const env = { ...process.env, NODE_TEST_CONTEXT: undefined, NODE_OPTIONS: '' }
  return new Promise((resolve) =>
    execFile(file, argv, { env, maxBuffer: 64 * 1024 * 1024 }, (_error, out, complaints) =>
      resolve(out + complaints),
    ),
  )
}
