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

export const managedSaveRules: readonly Rule[] = [keptForStart, told, removed, described, imageDescribed]
