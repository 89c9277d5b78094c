import type { Domain } from '../../front/domain.js'
import { equal, expect, outcome, refused } from '../expect.js'
import { type Rule, rule } from '../rule.js'

const listed = async (domain: Domain): Promise<readonly unknown[]> =>
  (await domain.snapshots()).map(({ name, parent, children, current }) => ({
    name,
    parent,
    children,
    current,
  }))

const made = rule(
  'snapshots.create makes one that is the current one, and that list and lookup find',
  ['snapshots.create', 'snapshots.list', 'snapshots.lookupByName', 'snapshots.current', 'domains.info'],
  async (context) => {
    const domain = await context.domain()
    const { state } = await domain.info()
    const snapshot = await domain.createSnapshot({ name: 'first', description: 'before all' })
    const row = { name: 'first', parent: undefined, state, description: 'before all', children: 0 }
    for (const found of [
      snapshot,
      await domain.lookupSnapshotByName('first'),
      await domain.currentSnapshot(),
      ...(await domain.snapshots()),
    ]) {
      const { name, parent, description, children } = found
      equal({ name, parent, state: found.state, description, children }, row, 'what is found')
    }
  },
)

const family = rule(
  "a snapshot's parent is the one that was current, and comes before it in a listing",
  ['snapshots.create', 'snapshots.list', 'snapshots.revert', 'domains.define'],
  async (context) => {
    const domain = await context.define()
    for (const name of ['root', 'child']) await domain.createSnapshot({ name })
    await domain.snapshot('root').revert()
    await domain.createSnapshot({ name: 'another' })
    equal(
      await listed(domain),
      [
        { name: 'root', parent: undefined, children: 2, current: false },
        { name: 'another', parent: 'root', children: 0, current: true },
        { name: 'child', parent: 'root', children: 0, current: false },
      ],
      'the listing',
    )
  },
)

const removed = rule(
  'snapshots.delete makes the children those of its parent',
  ['snapshots.create', 'snapshots.delete', 'snapshots.list', 'snapshots.lookupByName'],
  async (context) => {
    const domain = await context.domain()
    for (const name of ['a', 'b', 'c']) await domain.createSnapshot({ name })
    await domain.snapshot('b').delete()
    equal(
      await listed(domain),
      [
        { name: 'a', parent: undefined, children: 1, current: false },
        { name: 'c', parent: 'a', children: 0, current: true },
      ],
      'the listing',
    )
    await refused(domain.lookupSnapshotByName('b'), 'NO_DOMAIN_SNAPSHOT', 'looking it up')
  },
)

const removedFamily = rule(
  "snapshots.delete with 'children' removes all that descend from it, and its parent is the current one",
  ['snapshots.create', 'snapshots.delete', 'snapshots.list'],
  async (context) => {
    const domain = await context.domain()
    for (const name of ['a', 'b', 'c']) await domain.createSnapshot({ name })
    await domain.snapshot('b').delete({ children: true })
    equal(await listed(domain), [{ name: 'a', parent: undefined, children: 0, current: true }], 'the listing')
  },
)

const reverted = rule(
  'snapshots.revert brings the definition back, and makes it the current one',
  ['snapshots.create', 'snapshots.revert', 'snapshots.current', 'domains.define', 'domains.config'],
  async (context) => {
    const { connection } = context
    const config = context.config({ description: 'before' })
    const domain = await connection.defineDomain(config)
    for (const name of ['first', 'second']) await domain.createSnapshot({ name })
    await connection.defineDomain({ ...config, description: 'after' })
    await domain.snapshot('first').revert()
    equal((await domain.config({ inactive: true })).description, 'before', 'the description')
    equal((await domain.currentSnapshot()).name, 'first', 'the current snapshot')
  },
)

const described = rule(
  'snapshots.config describes the snapshot, with the domain as it was',
  ['snapshots.create', 'snapshots.config'],
  async (context) => {
    const domain = await context.domain()
    const snapshot = await domain.createSnapshot({ name: 'first' })
    const { name, state, domain: inside } = await snapshot.config()
    equal([name, state], ['first', snapshot.state], 'name and state')
    equal([inside?.name, inside?.uuid], [domain.name, domain.uuid], 'name and uuid of the domain in it')
  },
)

const taken = rule(
  'snapshots.create with a name that is taken is OPERATION_FAILED, and the first one stays',
  ['snapshots.create', 'snapshots.list'],
  async (context) => {
    const domain = await context.domain()
    await domain.createSnapshot({ name: 'first', description: 'the first' })
    await refused(domain.createSnapshot({ name: 'first' }), 'OPERATION_FAILED', 'the second')
    const all = await domain.snapshots()
    equal(
      all.map(({ description }) => description),
      ['the first'],
      'the descriptions of all',
    )
  },
)

const badNames = rule(
  'snapshots.create with a name that is a path is XML_ERROR',
  ['snapshots.create', 'snapshots.list'],
  async (context) => {
    const domain = await context.domain()
    for (const name of ['a/b', '../a', '.', '.hidden'])
      await refused(domain.createSnapshot({ name }), 'XML_ERROR', `the name '${name}'`)
    equal((await domain.snapshots()).length, 0, 'how many there are')
  },
)

const none = rule(
  'snapshots.current of a domain that has none is NO_DOMAIN_SNAPSHOT',
  ['snapshots.current'],
  async (context) => {
    const domain = await context.domain()
    await refused(domain.currentSnapshot(), 'NO_DOMAIN_SNAPSHOT', 'the question')
  },
)

const unknown = (['lookupByName', 'config', 'revert', 'delete'] as const).map((name) =>
  rule(
    `snapshots.${name} of an unknown one is NO_DOMAIN_SNAPSHOT`,
    [`snapshots.${name}`],
    async (context) => {
      const domain = await context.domain()
      const snapshot = domain.snapshot('never-made')
      const call = name === 'lookupByName' ? snapshot.lookup() : snapshot[name]()
      await refused(call, 'NO_DOMAIN_SNAPSHOT', 'it')
    },
  ),
)

const redefined = rule(
  "snapshots.create with 'redefine' takes a forgotten one back as it was",
  ['snapshots.create', 'snapshots.config', 'snapshots.delete', 'snapshots.list'],
  async (context) => {
    const domain = await context.domain()
    const snapshot = await domain.createSnapshot({ name: 'first' })
    const [xml, before] = [await snapshot.xml({ secure: true }), await listed(domain)]
    await snapshot.delete({ metadataOnly: true })
    equal(await listed(domain), [], 'the listing without it')
    await domain.createSnapshot(xml, { redefine: true, current: true })
    equal(await listed(domain), before, 'the listing with it')
    equal(await snapshot.xml({ secure: true }), xml, 'its description')
  },
)

const canceled = rule(
  'a snapshot that is canceled is there, or is not, and another can be made',
  ['snapshots.create', 'snapshots.list'],
  async (context) => {
    const domain = await context.domain()
    const job = domain.createSnapshot({ name: 'first' })
    job.cancel()
    const end = await outcome(job)
    expect(end === 'OPERATION_ABORTED', `the job ends with ${end}`)
    await context.retry(async () => {
      await domain.createSnapshot({ name: 'second' })
    })
    expect(
      (await domain.snapshots()).some(({ name }) => name === 'second'),
      'the second one is not listed',
    )
  },
)

export const snapshotRules: readonly Rule[] = [
  made,
  family,
  removed,
  removedFamily,
  reverted,
  described,
  taken,
  badNames,
  none,
  ...unknown,
  redefined,
  canceled,
]
