import { join } from 'node:path'
import { contractVersion, type Driver, open, openReadOnly, Registry } from '@virt/core'
import { type DriverHarness, describeDriver, runRules } from '@virt/core/testing'
import { describe, expect, it } from 'vitest'
import { generate } from './generated.js'

const { directory } = await generate('acme')
const { driver } = (await import(join(directory, 'src/index.ts'))) as { driver: Driver }

/** The generated driver's own tests, but for a driver in the place of the one that it registers. */
function harness(name: string, under: Driver, sequences: number): DriverHarness {
  const registry = new Registry()
  registry.register(under)
  return {
    name,
    open: ({ readOnly }) => (readOnly ? openReadOnly : open)('acme:///default', { registry }),
    guest: (each) =>
      `<domain type='acme'><name>${each}</name><memory>65536</memory><os><type>hvm</type></os></domain>`,
    limits: { guestReactsWithin: 1000, opens: 2 * sequences, sequences },
    runner: { describe, it },
  }
}

/** A new copy of it with a host of its own, and a change made to its operations. */
async function changed(name: string, change: (domains: Record<string, unknown>) => void): Promise<Driver> {
  const copy = (await import(`${directory}/src/driver.ts?copy=${name.replace('.', '-')}&v=1`)) as {
    driver: Driver
  }
  return {
    ...driver,
    open: async (request) => {
      const connection = await copy.driver.open(request)
      if (!connection) return undefined
      const domains = { ...connection.domains }
      change(domains)
      return { ...connection, domains }
    },
  }
}

it('is written for the contract of this core', () => expect(driver.contract).toBe(contractVersion))

await describeDriver(harness('the generated driver', driver, 50))

const connection = await open('acme:///default')
const operations = connection.supported.filter((name) => name.startsWith('domains.'))
await connection.close()

describe('an operation that is taken out', () => {
  it.each(operations)('%s is unsupported, and the kit stays green', async (name) => {
    const operation = name.replace('domains.', '')
    const without = await changed(name, (domains) => Reflect.deleteProperty(domains, operation))
    const results = await runRules(harness(`without ${name}`, without, 3))
    expect(results.filter(({ failure }) => failure).map(({ failure }) => failure?.message)).toEqual([])
    expect(results.map(({ rule }) => rule)).toContain(
      'an operation that is absent answers NO_SUPPORT, naming operation and driver',
    )
  })
})

it('a rule that is broken is named in a sentence', async () => {
  const sloppy = await changed('sloppy', (domains) => (domains.suspend = async () => undefined))
  const results = await runRules(harness('acme', sloppy, 0))
  expect(results.flatMap(({ failure }) => failure?.message ?? [])).toContain(
    'acme breaks the rule "domains.suspend pauses a domain, and does nothing to one that is paused": ' +
      "the state after the suspension is 'running', not 'paused'",
  )
})
