import type { ListedDomain } from '../../front/listed-domain.js'
import type { RuleContext } from '../context.js'
import { equal, expect, show } from '../expect.js'
import { type Rule, rule } from '../rule.js'
import { domainStats, isOff, reference, stateAndReason } from '../shapes.js'

async function listed(context: RuleContext, uuid: string): Promise<ListedDomain> {
  const all = await context.connection.listDomains()
  const [found, ...more] = all.filter((domain) => domain.uuid === uuid)
  expect(
    found !== undefined && more.length === 0,
    `the listing names the domain ${found ? more.length + 1 : 0} times`,
  )
  return found
}

const wellFormed = rule(
  'domains.list gives each domain once, with name, uuid, state, and an id while it is active',
  ['domains.list'],
  async (context) => {
    await context.domain()
    const all = await context.connection.listDomains()
    for (const domain of all) {
      reference(domain, !isOff(domain.state))
      stateAndReason(domain)
    }
    const distinct = (key: 'uuid' | 'name'): number => new Set(all.map((domain) => domain[key])).size
    equal(
      [distinct('uuid'), distinct('name')],
      [all.length, all.length],
      'how many uuids and names the listing has',
    )
  },
)

const filtered = rule(
  'domains.list with a filter gives what fits, and nothing else',
  ['domains.list', 'domains.define', 'domains.start'],
  async (context) => {
    const { connection } = context
    const off = await context.define()
    const on = await context.running()
    const names = async (filter: Parameters<typeof connection.listDomains>[0]): Promise<string[]> =>
      (await connection.listDomains(filter))
        .map(({ name }) => name)
        .filter((name) => [off.name, on.name].includes(name))
    equal(await names({ active: false }), [off.name], 'what is listed as inactive')
    equal(await names({ active: true }), [on.name], 'what is listed as active')
    equal(await names({ states: ['shutoff'] }), [off.name], 'what is listed as shutoff')
    equal(
      (await names({ persistent: true })).sort(),
      [off.name, on.name].sort(),
      'what is listed as persistent',
    )
    equal(await names({ autostart: true }), [], 'what is listed as starting with the host')
  },
)

const agreesWithInfo = rule(
  'domains.list and domains.info agree on state, reason, id and persistence',
  ['domains.list', 'domains.info'],
  async (context) => {
    for (const domain of await context.inEachState()) {
      const row = await listed(context, domain.uuid)
      const info = await domain.info()
      equal(
        [row.id, row.state, row.reason],
        [info.id, info.state, info.reason],
        'id, state and reason in the listing',
      )
      if (info.persistent !== undefined) equal(row.persistent, info.persistent, 'persistence in the listing')
    }
  },
)

const transientListed = rule(
  'domains.list shows a transient domain as not persistent',
  ['domains.list', 'domains.create'],
  async (context) => {
    const domain = await context.connection.createDomain(context.config())
    equal((await listed(context, domain.uuid)).persistent, false, 'whether it is listed as persistent')
  },
)

const statsAgree = rule(
  'domains.stats agree with single questions',
  ['domains.stats', 'domains.info'],
  async (context) => {
    const { connection } = context
    for (const domain of await context.inEachState()) {
      const [stats, ...more] = await connection.domainStats([domain])
      expect(
        stats !== undefined && more.length === 0,
        `asked about one domain, it answers ${show(stats)} and ${more.length} more`,
      )
      domainStats(stats)
      const info = await domain.info()
      equal([stats.domain.uuid, stats.state], [domain.uuid, info.state], 'uuid and state in the figures')
      if (stats.vcpus) equal(stats.vcpus.current, info.vcpus, 'vcpus in the figures')
      if (stats.balloon) equal(stats.balloon.maximum, info.maxMemory, 'maximum memory in the figures')
    }
  },
)

const statsOfAll = rule(
  'domains.stats without a choice are of all domains',
  ['domains.stats', 'domains.list'],
  async (context) => {
    await context.domain()
    const { connection } = context
    const [stats, rows] = [await connection.domainStats(), await connection.listDomains()]
    stats.forEach(domainStats)
    const uuids = stats.map(({ domain }) => domain.uuid).sort()
    equal(uuids, rows.map(({ uuid }) => uuid).sort(), 'whose figures there are')
  },
)

const counts = rule(
  'the numbers of active and of inactive domains add up to the listing',
  ['domains.list'],
  async (context) => {
    await context.domain()
    const { connection } = context
    const counted = (await connection.numOfDomains()) + (await connection.numOfDefinedDomains())
    equal(counted, (await connection.listDomains()).length, 'the sum of both')
  },
)

export const listingRules: readonly Rule[] = [
  wellFormed,
  filtered,
  agreesWithInfo,
  transientListed,
  statsAgree,
  statsOfAll,
  counts,
]
