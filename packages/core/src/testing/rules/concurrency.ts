import type { Outcome } from '../expect.js'
import { equal, expect, outcome, show } from '../expect.js'
import { type Rule, rule } from '../rule.js'
import { isOff } from '../shapes.js'

const together = (...calls: readonly PromiseLike<unknown>[]): Promise<Outcome[]> =>
  Promise.all(calls.map(outcome)).then((outcomes) => outcomes.sort())

const oneStartWins = rule(
  'of two starts at once exactly one wins',
  ['domains.define', 'domains.start', 'domains.info'],
  async (context) => {
    const other = await context.open()
    const domain = await context.define()
    const same = other.domain(domain)
    equal(await together(domain.start(), same.start()), ['OPERATION_INVALID', 'done'], 'how they end')
    equal((await domain.info()).id, domain.id ?? same.id, 'the id that runs')
  },
)

const oneCreationWins = rule(
  'of two creations of one domain at once exactly one wins',
  ['domains.create'],
  async (context) => {
    const { connection } = context
    const config = context.config()
    const outcomes = await together(connection.createDomain(config), connection.createDomain(config))
    equal(outcomes, ['DOM_EXIST', 'done'], 'how they end')
  },
)

const oneNameWins = rule(
  'of two definitions of one name with different uuids at once exactly one wins',
  ['domains.define', 'domains.list'],
  async (context) => {
    const { connection } = context
    const [one, two] = [context.config(), context.config()]
    const outcomes = await together(
      connection.defineDomain(one),
      connection.defineDomain({ ...two, name: one.name }),
    )
    equal(outcomes, ['DOM_EXIST', 'done'], 'how they end')
    const named = (await connection.listDomains()).filter(({ name }) => name === one.name)
    equal(named.length, 1, 'how many domains have the name')
  },
)

const oneEndWins = rule(
  'of two ends of a domain at once at least one succeeds, and it is off',
  ['domains.define', 'domains.start', 'domains.destroy', 'domains.info'],
  async (context) => {
    const domain = await context.running()
    const outcomes = await together(domain.destroy(), context.connection.domain(domain).destroy())
    expect(
      outcomes[1] === 'done' && ['OPERATION_INVALID', 'done'].includes(outcomes[0] ?? ''),
      `they end with ${show(outcomes)}`,
    )
    equal((await domain.info()).state, 'shutoff', 'the state')
  },
)

const manyDefined = rule(
  'domains that are defined at once are all there',
  ['domains.define', 'domains.list'],
  async (context) => {
    const domains = await Promise.all(
      Array.from({ length: context.limits.callsAtOnce }, () => context.define()),
    )
    const listed = new Set((await context.connection.listDomains()).map(({ uuid }) => uuid))
    const missing = domains.filter(({ uuid }) => !listed.has(uuid)).length
    equal(missing, 0, `how many of ${domains.length} are missing`)
  },
)

const manyAnswers = rule(
  'many questions at once each get the answer that they get alone',
  ['domains.lookupByUuid', 'domains.define'],
  async (context) => {
    const domains = await Promise.all([context.define(), context.define()])
    const calls = Array.from({ length: context.limits.callsAtOnce }, async (_, number) => {
      const config = domains[number % 2]
      return (await context.connection.lookupDomainByUuid(config?.uuid ?? '')).name
    })
    const expected = calls.map((_, number) => domains[number % 2]?.name)
    equal(await Promise.all(calls), expected, 'what they answer')
  },
)

const steadyListing = rule(
  'a listing during changes never shows a domain as active without an id, or off with one',
  ['domains.define', 'domains.start', 'domains.destroy', 'domains.list'],
  async (context) => {
    const domain = await context.define()
    const watch = { over: false }
    const changes = domain
      .start()
      .then(() => domain.destroy())
      .finally(() => (watch.over = true))
    do {
      const row = (await context.connection.listDomains()).find(({ uuid }) => uuid === domain.uuid)
      expect(row !== undefined, 'the listing does not show it')
      expect(
        isOff(row.state) === (row.id === undefined),
        `the listing shows it as ${row.state} with the id ${show(row.id)}`,
      )
      await new Promise((resolve) => setImmediate(resolve))
    } while (!watch.over)
    await changes
  },
)

const mixedChanges = rule(
  'changes of one domain at once, however they end, leave it in one state',
  [
    'domains.define',
    'domains.start',
    'domains.suspend',
    'domains.resume',
    'domains.destroy',
    'domains.info',
    'domains.list',
  ],
  async (context) => {
    const domain = await context.running()
    await Promise.all(
      [domain.suspend(), domain.resume(), domain.destroy(), domain.suspend(), domain.resume()].map(outcome),
    )
    const info = await domain.info()
    const row = (await context.connection.listDomains()).find(({ uuid }) => uuid === domain.uuid)
    equal([info.state, row?.state], ['shutoff', 'shutoff'], 'the state, alone and in the listing')
    await domain.start()
  },
)

export const concurrencyRules: readonly Rule[] = [
  oneStartWins,
  oneCreationWins,
  oneNameWins,
  oneEndWins,
  manyDefined,
  manyAnswers,
  steadyListing,
  mixedChanges,
]
