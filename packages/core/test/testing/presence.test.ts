import { expect, it } from 'vitest'
import { open, Registry, type OperationName } from '../../src/index.js'
import { operations } from '../../src/driver.js'
import { runRules, type DriverHarness } from '../../src/testing.js'
import { rules } from '../../src/testing/rules.js'
import { driver as testDriver } from '@virt/driver-test'
import { harnessOf } from './test-harness.js'

const families = ['host', 'domains', 'networks', 'snapshots'] as const

/** The in-memory hypervisor with nothing but these operations. */
function only(present: ReadonlySet<string>): DriverHarness {
  return harnessOf(
    (real) =>
      Object.fromEntries(
        families.map((family) => [
          family,
          Object.fromEntries(
            Object.entries(real[family] ?? {}).filter(([key]) => present.has(`${family}.${key}`)),
          ),
        ]),
      ),
    { answerWithin: 5000 },
  )
}

const networks = ['networks.list', 'networks.define', 'networks.destroy', 'networks.undefine']
const drivers: Readonly<Record<string, readonly string[]>> = {
  'defines and starts': [
    'domains.list',
    'domains.define',
    'domains.undefine',
    'domains.start',
    'domains.destroy',
    ...networks,
  ],
  'only creates': ['domains.list', 'domains.create', 'domains.destroy', ...networks],
  'cannot even list': ['domains.create', 'domains.lookupByName', 'domains.destroy', ...networks],
}

it.each(Object.entries(drivers))(
  'a driver that %s keeps each rule with what the rule names',
  async (_what, own) => {
    const broken: string[] = []
    for (const { name, operations: named, absent } of rules.filter(
      (each) => !/many times|any sequence/.test(each.name),
    )) {
      const present = new Set([...own, ...named].filter((each) => each !== absent))
      const results = await runRules(only(present), (each) => each === name)
      broken.push(...results.flatMap(({ failure }) => (failure ? [failure.message] : [])))
    }
    expect(broken).toEqual([])
  },
  60_000,
)

it('questions are asked about an existing domain where the driver can make none', async () => {
  const questions = Object.keys(operations).filter(
    (name) => operations[name as OperationName].kind === 'query',
  )
  const harness = { ...only(new Set(questions)), existing: ['test'] }
  const results = await runRules(harness, (name) => !/many times/.test(name))
  expect(results.flatMap(({ failure }) => (failure ? [failure.message] : []))).toEqual([])
})

it('nothing that runs is wanted of a driver that only keeps definitions', async () => {
  const runs =
    /start|create|suspend|resume|shutdown|reboot|destroy|save|restore|Dump|Device|vcpus|Vcpu|cheduler|Console|ById/
  const keeps = Object.keys(operations).filter((name) => !runs.test(name))
  const harness = only(new Set([...keeps, 'domains.setMemory', 'domains.setMaxMemory', ...networks]))
  const results = await runRules(harness, (name) => !/many times/.test(name))
  expect(results.flatMap(({ failure }) => (failure ? [failure.message] : []))).toEqual([])
})

it('no domain is touched that the harness does not name', async () => {
  const harness = only(new Set(['domains.list', 'domains.destroy', 'domains.suspend', 'domains.info']))
  await using watcher = await open('test:///default', { registry: registryOfTest() })
  const results = await runRules(harness, (name) => !/many times/.test(name))
  expect(results.find(({ rule }) => rule.startsWith('domains.suspend pauses'))?.failure?.message).toBe(
    `test breaks the rule "domains.suspend pauses a domain, and does nothing to one that is paused": ` +
      `the driver cannot make a running domain, and 'existing' of the harness names none`,
  )
  expect((await watcher.listDomains()).map(({ name, state }) => [name, state])).toEqual([['test', 'running']])
})

function registryOfTest(): Registry {
  const registry = new Registry()
  registry.register(testDriver)
  return registry
}
