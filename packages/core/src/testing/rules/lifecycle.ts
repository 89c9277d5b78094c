import { randomUUID } from 'node:crypto'
import type { Domain } from '../../front/domain.js'
import type { RuleContext } from '../context.js'
import { equal, eventually, expect, outcome, refused, show } from '../expect.js'
import { type Rule, rule } from '../rule.js'
import { domainInfo, goesOn, reference } from '../shapes.js'

async function running(domain: Domain, what: string): Promise<void> {
  const { state } = await domain.info()
  expect(goesOn(state), `the state ${what} is ${show(state)}`)
}

async function state(domain: Domain, expected: string, what: string): Promise<void> {
  equal((await domain.info()).state, expected, `the state ${what}`)
}

const started = rule(
  'domains.start lets a defined domain run, with an id',
  ['domains.define', 'domains.start', 'domains.info'],
  async (context) => {
    const domain = await context.define()
    await state(domain, 'shutoff', 'before the start')
    await domain.start()
    reference(domain, true)
    const info = await domain.info()
    domainInfo(info)
    expect(goesOn(info.state), `the state after the start is ${show(info.state)}`)
    equal(info.id, domain.id, 'the id')
  },
)

const startedPaused = rule(
  "domains.start with 'paused' leaves the domain paused, ready to be resumed",
  ['domains.define', 'domains.start', 'domains.info', 'domains.resume'],
  async (context) => {
    const domain = await context.define()
    await domain.start({ paused: true })
    reference(domain, true)
    await state(domain, 'paused', 'after the start')
    await domain.resume()
    await running(domain, 'after the resumption')
  },
)

const created = rule(
  'domains.create starts a transient domain',
  ['domains.create', 'domains.info'],
  async (context) => {
    const config = context.config()
    const domain = await context.connection.createDomain(config)
    reference(domain, true)
    equal([domain.name, domain.uuid], [config.name, config.uuid], 'the domain')
    const info = await domain.info()
    expect(goesOn(info.state), `the state is ${show(info.state)}`)
    if (info.persistent !== undefined) equal(info.persistent, false, 'whether it is persistent')
  },
)

const createdPaused = rule(
  "domains.create with 'paused' leaves the domain paused",
  ['domains.create', 'domains.info'],
  async (context) => {
    const domain = await context.connection.createDomain(context.config(), { paused: true })
    await state(domain, 'paused', 'after the start')
  },
)

const createdTwice = rule(
  'domains.create of a domain that is active is DOM_EXIST, and leaves it alone',
  ['domains.create', 'domains.info'],
  async (context) => {
    const config = context.config()
    const domain = await context.connection.createDomain(config)
    await refused(context.connection.createDomain(config), 'DOM_EXIST', 'creating it again')
    equal((await domain.info()).id, domain.id, 'the id afterwards')
  },
)

const createdNamesake = rule(
  'domains.create of a name that belongs to another uuid is DOM_EXIST',
  ['domains.create'],
  async (context) => {
    const taken = await context.domain()
    const config = context.config({ name: taken.name, uuid: randomUUID() })
    await refused(
      context.connection.createDomain(config),
      'DOM_EXIST',
      'creating the same name with another uuid',
    )
  },
)

const transientGone = rule(
  'a transient domain is unknown after its end',
  ['domains.create', 'domains.destroy', 'domains.lookupByUuid'],
  async (context) => {
    const domain = await context.connection.createDomain(context.config())
    await domain.destroy()
    await refused(context.connection.lookupDomainByUuid(domain.uuid), 'NO_DOMAIN', 'looking it up')
  },
)

const suspended = rule(
  'domains.suspend pauses a domain, and does nothing to one that is paused',
  ['domains.suspend', 'domains.info'],
  async (context) => {
    const domain = await context.running()
    await domain.suspend()
    await state(domain, 'paused', 'after the suspension')
    await domain.suspend()
    await state(domain, 'paused', 'after the second suspension')
    equal((await domain.info()).id, domain.id, 'the id')
  },
)

const resumed = rule(
  'domains.resume lets a paused domain go on',
  ['domains.suspend', 'domains.resume', 'domains.info'],
  async (context) => {
    const domain = await context.running()
    await domain.suspend()
    await domain.resume()
    await running(domain, 'after the resumption')
  },
)

const destroyed = rule(
  'domains.destroy resolves when the domain is off; its definition stays',
  ['domains.define', 'domains.start', 'domains.destroy', 'domains.info'],
  async (context) => {
    const domain = await context.running()
    await domain.destroy()
    const info = await domain.info()
    domainInfo(info)
    equal([info.state, info.id], ['shutoff', undefined], 'state and id')
  },
)

const destroyedPaused = rule(
  'domains.destroy ends a paused domain too, and it can be started again',
  ['domains.define', 'domains.start', 'domains.destroy', 'domains.info'],
  async (context) => {
    const domain = await context.running({ paused: true })
    await domain.destroy()
    await domain.start()
    await running(domain, 'after the next start')
  },
)

const destroyedGracefully = rule(
  "domains.destroy with 'graceful' ends the domain, or fails with OPERATION_FAILED and leaves it running",
  ['domains.define', 'domains.start', 'domains.destroy', 'domains.info'],
  async (context) => {
    const domain = await context.running()
    const answer = await outcome(domain.destroy({ graceful: true }))
    expect(answer === 'done' || answer === 'OPERATION_FAILED', `it ends with ${answer}`)
    if (answer === 'done') await state(domain, 'shutoff', 'after its end')
    else await running(domain, 'after the failure')
  },
)

const shutdown = rule(
  'domains.shutdown asks the guest to power off, and it does when it reacts',
  ['domains.shutdown', 'domains.define', 'domains.start', 'domains.info'],
  async (context) => {
    const domain = await context.running()
    await ready(context, domain)
    await domain.shutdown()
    const { guestReactsWithin } = context.limits
    if (guestReactsWithin !== undefined)
      await eventually(guestReactsWithin, () =>
        state(domain, 'shutoff', `${guestReactsWithin} ms after it was asked`),
      )
  },
)

const rebooted = rule(
  'domains.reboot asks the guest to restart, and it goes on as the same run when it does',
  ['domains.reboot', 'domains.info'],
  async (context) => {
    const domain = await context.running()
    await ready(context, domain)
    await domain.reboot()
    const { guestReactsWithin } = context.limits
    if (guestReactsWithin === undefined) return
    await eventually(guestReactsWithin, () => running(domain, `${guestReactsWithin} ms after it was asked`))
    equal((await domain.info()).id, domain.id, 'the id')
  },
)

/** A guest hears of the power button only when it has booted. */
async function ready(context: RuleContext, domain: Domain): Promise<void> {
  await context.harness.booted?.(domain)
}

const information = rule(
  'domains.info has the shape of a domain in its state',
  ['domains.info'],
  async (context) => {
    for (const domain of await context.inEachState()) {
      const info = await domain.info()
      domainInfo(info)
      equal(info.id, domain.id, 'the id')
      expect(info.memory <= info.maxMemory, `it has ${info.memory} KiB of at most ${info.maxMemory}`)
    }
  },
)

const osType = rule('domains.osType is a name', ['domains.osType'], async (context) => {
  const type = await (await context.domain()).osType()
  expect(typeof type === 'string' && type !== '', `it is ${show(type)}`)
})

export const lifecycleRules: readonly Rule[] = [
  started,
  startedPaused,
  created,
  createdPaused,
  createdTwice,
  createdNamesake,
  transientGone,
  suspended,
  resumed,
  destroyed,
  destroyedPaused,
  destroyedGracefully,
  shutdown,
  rebooted,
  information,
  osType,
]
