import { equal, eventually, expect, show } from '../expect.js'
import { type Rule, rule } from '../rule.js'

const lifeInOrder = rule(
  "each step of a domain's life is told once, in order, and says how",
  [
    'domains.subscribe',
    'domains.define',
    'domains.start',
    'domains.suspend',
    'domains.resume',
    'domains.destroy',
    'domains.undefine',
  ],
  async (context) => {
    const events = await context.record()
    const domain = await context.define()
    await domain.start()
    await domain.suspend()
    await domain.resume()
    await domain.destroy()
    await domain.undefine()
    await events.lives(domain.uuid, [
      'defined added',
      'started booted',
      'suspended paused',
      'resumed unpaused',
      'stopped destroyed',
      'undefined removed',
    ])
  },
)

const redefinitionTold = rule(
  "domains.define of a known domain is told as 'defined updated'",
  ['domains.subscribe', 'domains.define'],
  async (context) => {
    const config = context.config()
    const domain = await context.connection.defineDomain(config)
    const events = await context.record()
    await context.connection.defineDomain(config)
    await events.lives(domain.uuid, ['defined updated'])
  },
)

const creationTold = rule(
  "domains.create is told as 'started booted', with name, uuid and id",
  ['domains.subscribe', 'domains.create'],
  async (context) => {
    const events = await context.record()
    const domain = await context.connection.createDomain(context.config())
    await events.lives(domain.uuid, ['started booted'])
    equal((await events.first(domain.uuid, 'lifecycle')).domain, domain.ref, 'the domain of the event')
  },
)

const pausedStartTold = rule(
  "a start with 'paused' is told as a start and a suspension, and no resumption",
  ['domains.subscribe', 'domains.define', 'domains.start'],
  async (context) => {
    const domain = await context.define()
    const events = await context.record()
    await domain.start({ paused: true })
    await events.lives(domain.uuid, ['started booted', 'suspended paused'])
  },
)

const nothingTold = rule(
  'what changes nothing is not told',
  ['domains.subscribe', 'domains.suspend', 'domains.resume'],
  async (context) => {
    const domain = await context.running()
    await domain.suspend()
    const events = await context.record()
    await domain.suspend()
    await domain.resume()
    await events.lives(domain.uuid, ['resumed unpaused'])
  },
)

const failureNotTold = rule(
  'a change that was refused is not told',
  ['domains.subscribe', 'domains.define', 'domains.start', 'domains.destroy'],
  async (context) => {
    const domain = await context.running()
    const events = await context.record()
    await domain.start().catch(() => undefined)
    await domain.destroy()
    await domain.destroy().catch(() => undefined)
    await events.lives(domain.uuid, ['stopped destroyed'])
  },
)

const shutdownTold = rule(
  "a guest that powers off when it is asked to is told as 'stopped shutdown', once",
  ['domains.subscribe', 'domains.shutdown'],
  async (context) => {
    const { guestReactsWithin } = context.limits
    if (guestReactsWithin === undefined) return
    const domain = await context.running()
    await context.harness.booted?.(domain)
    const events = await context.record()
    await domain.shutdown()
    const ends = (): string[] => events.life(domain.uuid).filter((event) => event.startsWith('stopped'))
    await eventually(guestReactsWithin, () => equal(ends(), ['stopped shutdown'], 'the ends that were told'))
  },
)

const rebootTold = rule(
  'a guest that restarts when it is asked to is told as a reboot',
  ['domains.subscribe', 'domains.reboot'],
  async (context) => {
    if (context.limits.guestReactsWithin === undefined) return
    const domain = await context.running()
    await context.harness.booted?.(domain)
    const events = await context.record()
    await domain.reboot()
    await events.first(domain.uuid, 'reboot')
  },
)

const everyoneTold = rule(
  'every connection is told what another one does',
  ['domains.subscribe', 'domains.define'],
  async (context) => {
    const other = await context.open()
    const recorders = [await context.record(), await context.record(other)]
    const domain = await context.define()
    for (const recorder of recorders) await recorder.lives(domain.uuid, ['defined added'])
  },
)

const readOnlyTold = rule(
  'a read-only connection is told too',
  ['domains.subscribe', 'domains.define'],
  async (context) => {
    const recorder = await context.record(await context.open({ readOnly: true }))
    const domain = await context.define()
    await recorder.lives(domain.uuid, ['defined added'])
  },
)

const silence = rule(
  'who has stopped listening is told nothing more',
  ['domains.subscribe', 'domains.define'],
  async (context) => {
    const { connection } = context
    const seen: string[] = []
    const stop = await connection.on('domain', ({ domain }) => seen.push(domain.uuid))
    const first = await context.define()
    await eventually(context.limits.answerWithin, () =>
      expect(seen.includes(first.uuid), 'no event came before'),
    )
    stop()
    const witness = await context.record()
    const second = await context.define()
    await witness.lives(second.uuid, ['defined added'])
    expect(!seen.includes(second.uuid), `an event came afterwards, of ${show(second.name)}`)
  },
)

const streamed = rule(
  "a domain's own stream gives its events, and ends when it is let go",
  ['domains.subscribe', 'domains.define', 'domains.undefine'],
  async (context) => {
    const domain = await context.define()
    const events = domain.events()
    await context.connection.on('domain', () => undefined) // resolves when nothing can be missed any more
    await context.define()
    await domain.undefine()
    const first = await events.next()
    equal(
      first.done ? 'the end' : { ...first.value, domain: undefined, detail: undefined },
      { object: 'domain', type: 'lifecycle', event: 'undefined', domain: undefined, detail: undefined },
      'what its stream gives first',
    )
    await domain[Symbol.asyncDispose]()
    equal((await events.next()).done, true, 'whether the stream has ended')
  },
)

export const eventRules: readonly Rule[] = [
  lifeInOrder,
  redefinitionTold,
  creationTold,
  pausedStartTold,
  nothingTold,
  failureNotTold,
  shutdownTold,
  rebootTold,
  everyoneTold,
  readOnlyTold,
  silence,
  streamed,
]
