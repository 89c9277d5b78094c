import { equal, expect, refused } from '../expect.js'
import { type Rule, rule } from '../rule.js'
import { goesOn } from '../shapes.js'

const keptForStart = rule(
  'domains.managedSave stops the domain, and its next start continues from there, once',
  ['domains.managedSave', 'domains.hasManagedSave', 'domains.start', 'domains.define', 'domains.info'],
  async (context) => {
    const domain = await context.running()
    await domain.managedSave()
    equal(
      [(await domain.info()).state, await domain.hasManagedSave()],
      ['shutoff', true],
      'the state, and whether there is a managed save',
    )
    await domain.start()
    const { state } = await domain.info()
    expect(goesOn(state), `after the start its state is ${state}`)
    equal(await domain.hasManagedSave(), false, 'whether there still is one')
  },
)

const told = rule(
  "a start from a managed save is told as 'started restored'; with 'forceBoot' it boots",
  ['domains.managedSave', 'domains.hasManagedSave', 'domains.start', 'domains.define', 'domains.subscribe'],
  async (context) => {
    const domain = await context.running()
    const events = await context.record()
    await domain.managedSave()
    await domain.start()
    await events.lives(domain.uuid, ['stopped saved', 'started restored'])
    await domain.managedSave()
    await domain.start({ forceBoot: true })
    await events.lives(domain.uuid, ['stopped saved', 'started restored', 'stopped saved', 'started booted'])
    equal(await domain.hasManagedSave(), false, 'whether there still is one')
  },
)

const removed = rule(
  'domains.undefine is refused while there is a managed save, which it removes when it is told to',
  [
    'domains.managedSave',
    'domains.hasManagedSave',
    'domains.removeManagedSave',
    'domains.undefine',
    'domains.define',
    'domains.start',
  ],
  async (context) => {
    const domain = await context.running()
    await domain.managedSave()
    await refused(domain.undefine(), 'OPERATION_INVALID', 'undefine')
    await domain.removeManagedSave()
    equal(await domain.hasManagedSave(), false, 'whether there still is one')
    await domain.start()
    await domain.managedSave()
    await domain.undefine({ managedSave: true })
  },
)

const described = rule(
  'domains.managedSaveConfig describes the domain that was saved, and is refused when none was',
  ['domains.managedSave', 'domains.managedSaveConfig', 'domains.define', 'domains.start'],
  async (context) => {
    const domain = await context.running()
    await refused(domain.managedSaveConfig(), 'OPERATION_INVALID', 'without managed save')
    await domain.managedSave()
    const { name, uuid } = await domain.managedSaveConfig()
    equal([name, uuid], [domain.name, domain.uuid], 'name and uuid')
  },
)

const imageDescribed = rule(
  'domains.saveImageConfig describes the domain that was saved',
  ['domains.save', 'domains.saveImageConfig'],
  async (context) => {
    const domain = await context.running()
    const path = await context.path('saved')
    await domain.save(path)
    const { name, uuid } = await context.connection.saveImageConfig(path)
    equal([name, uuid], [domain.name, domain.uuid], 'name and uuid')
  },
)

const redefined = rule(
  'domains.managedSaveDefine replaces the description and what the next start does, and refuses another domain',
  [
    'domains.managedSave',
    'domains.managedSaveConfig',
    'domains.managedSaveDefine',
    'domains.define',
    'domains.start',
  ],
  async (context) => {
    const domain = await context.running()
    const other = context.config()
    await refused(domain.managedSaveDefine(other), 'OPERATION_INVALID', 'without managed save')
    await domain.managedSave()
    const config = await domain.managedSaveConfig({ secure: true })
    await refused(domain.managedSaveDefine(other), 'CONFIG_UNSUPPORTED', 'the description of another domain')
    await domain.managedSaveDefine({ ...config, title: 'redefined' }, { paused: true })
    equal((await domain.managedSaveConfig()).title, 'redefined', 'the title in it')
    await domain.start()
    if (!context.connection.supports('domains.info')) return
    equal((await domain.info()).state, 'paused', 'the state after the start')
  },
)

const imageRedefined = rule(
  'domains.saveImageDefine replaces the description in a file, and refuses another domain',
  ['domains.save', 'domains.saveImageConfig', 'domains.saveImageDefine', 'domains.restore'],
  async (context) => {
    const { connection } = context
    const path = await context.path('saved')
    const domain = await context.running()
    await domain.save(path)
    const config = await connection.saveImageConfig(path, { secure: true })
    const other = { ...config, name: context.config().name }
    await refused(connection.saveImageDefine(path, other), 'CONFIG_UNSUPPORTED', 'another name')
    equal((await connection.saveImageConfig(path)).name, domain.name, 'the name in it')
    await connection.saveImageDefine(path, { ...config, title: 'redefined' })
    equal((await connection.saveImageConfig(path)).title, 'redefined', 'the title in it')
    await connection.restoreDomain(path)
  },
)

export const managedSaveRules: readonly Rule[] = [
  keptForStart,
  told,
  removed,
  described,
  imageDescribed,
  redefined,
  imageRedefined,
]
