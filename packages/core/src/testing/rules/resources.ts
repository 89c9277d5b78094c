import { equal, eventually, expect, outcome, refused, show } from '../expect.js'
import { type Rule, rule } from '../rule.js'
import { vcpuInfo, whole } from '../shapes.js'

const memoryRules: readonly Rule[] = [
  rule(
    'domains.maxMemory is what domains.info and the description say',
    ['domains.maxMemory', 'domains.info'],
    async (context) => {
      const domain = await context.domain()
      const memory = await domain.maxMemory()
      whole(memory, 'the most memory', 1)
      equal(memory, (await domain.info()).maxMemory, 'the most memory')
    },
  ),
  rule(
    'domains.setMaxMemory changes the definition of a domain that is off',
    ['domains.setMaxMemory', 'domains.maxMemory', 'domains.define'],
    async (context) => {
      const domain = await context.define()
      const wanted = (await domain.maxMemory()) * 2
      await domain.setMaxMemory(wanted)
      equal(await domain.maxMemory(), wanted, 'the most memory')
    },
  ),
  rule(
    'domains.setMaxMemory below what the domain has lowers that too',
    ['domains.setMaxMemory', 'domains.info', 'domains.define'],
    async (context) => {
      const domain = await context.define()
      const wanted = Math.max(4096, Math.floor((await domain.info()).maxMemory / 2))
      await domain.setMaxMemory(wanted)
      const { maxMemory, memory } = await domain.info()
      expect(
        maxMemory === wanted && memory <= wanted,
        `it has ${memory} KiB of at most ${maxMemory}, for a maximum of ${wanted}`,
      )
    },
  ),
  rule(
    'domains.setMemory above the maximum is INVALID_ARG, and changes nothing',
    ['domains.setMemory', 'domains.info', 'domains.define'],
    async (context) => {
      const domain = await context.define()
      const before = await domain.info()
      await refused(
        domain.setMemory(before.maxMemory + 4096),
        'INVALID_ARG',
        'asking for more than the maximum',
      )
      equal((await domain.info()).memory, before.memory, 'the memory afterwards')
    },
  ),
  rule(
    'domains.setMemory changes the definition of a domain that is off',
    ['domains.setMemory', 'domains.config', 'domains.define'],
    async (context) => {
      const domain = await context.define()
      const wanted = Math.max(4096, Math.floor((await domain.config()).memory / 2))
      await domain.setMemory(wanted)
      equal((await domain.config()).currentMemory, wanted, 'the current memory of the definition')
    },
  ),
  rule(
    "domains.setMemory with 'config' leaves what runs alone",
    ['domains.setMemory', 'domains.config', 'domains.define', 'domains.start'],
    async (context) => {
      const domain = await context.running()
      const before = (await domain.config()).currentMemory
      const wanted = Math.max(4096, Math.floor((await domain.config()).memory / 2))
      await domain.setMemory(wanted, { config: true })
      equal((await domain.config()).currentMemory, before, 'the current memory of what runs')
      equal((await domain.config({ inactive: true })).currentMemory, wanted, 'that of the definition')
    },
  ),
]

const vcpuRules: readonly Rule[] = [
  rule(
    'domains.vcpus has one row for each vcpu of a domain that runs',
    ['domains.vcpus', 'domains.info'],
    async (context) => {
      const domain = await context.running()
      const [vcpus, info] = [await domain.vcpus(), await domain.info()]
      equal(vcpus.length, info.vcpus, 'how many rows there are')
      vcpus.forEach(vcpuInfo)
    },
  ),
  rule(
    'domains.maxVcpus is at least what the domain has',
    ['domains.maxVcpus', 'domains.info'],
    async (context) => {
      const domain = await context.domain()
      whole(await domain.maxVcpus(), 'the most vcpus', (await domain.info()).vcpus)
    },
  ),
  rule(
    "domains.setVcpus with 'maximum' and then without changes both numbers of a definition",
    ['domains.setVcpus', 'domains.maxVcpus', 'domains.info', 'domains.define'],
    async (context) => {
      const domain = await context.define()
      await domain.setVcpus(4, { maximum: true, config: true })
      await domain.setVcpus(2, { config: true })
      equal(
        [await domain.maxVcpus(), (await domain.info()).vcpus],
        [4, 2],
        'the most vcpus, and how many it has',
      )
    },
  ),
  rule(
    'domains.setVcpus above the maximum is INVALID_ARG',
    ['domains.setVcpus', 'domains.maxVcpus', 'domains.define'],
    async (context) => {
      const domain = await context.define()
      await refused(
        domain.setVcpus((await domain.maxVcpus()) + 1),
        'INVALID_ARG',
        'asking for one vcpu too many',
      )
    },
  ),
  rule(
    'domains.pinVcpu ties a vcpu of a domain that runs to host CPUs',
    ['domains.pinVcpu', 'domains.vcpus'],
    async (context) => {
      const domain = await context.running()
      const cpu = (await domain.vcpus())[0]?.affinity[0] ?? 0
      await domain.pinVcpu(0, [cpu])
      equal((await domain.vcpus())[0]?.affinity, [cpu], 'the CPUs that it may use')
    },
  ),
  rule(
    'domains.pinVcpu of a vcpu that the domain does not have is INVALID_ARG',
    ['domains.pinVcpu', 'domains.maxVcpus'],
    async (context) => {
      const domain = await context.running()
      await refused(domain.pinVcpu(await domain.maxVcpus(), [0]), 'INVALID_ARG', 'pinning it')
    },
  ),
]

const schedulerRules: readonly Rule[] = [
  rule('domains.schedulerType is a name', ['domains.schedulerType'], async (context) => {
    const type = await (await context.running()).schedulerType()
    expect(typeof type === 'string' && type !== '', `it is ${show(type)}`)
  }),
  rule('domains.schedulerParameters are numbers', ['domains.schedulerParameters'], async (context) => {
    const parameters = await (await context.running()).schedulerParameters()
    for (const [name, value] of Object.entries(parameters))
      expect(typeof value === 'number', `'${name}' is ${show(value)}`)
  }),
  rule(
    'domains.setSchedulerParameters changes the named ones, and no other',
    ['domains.setSchedulerParameters', 'domains.schedulerParameters'],
    async (context) => {
      const domain = await context.running()
      const before = await domain.schedulerParameters()
      const [name] = Object.keys(before)
      if (name === undefined) return
      for (const value of [(before[name] ?? 0) + 1, before[name] ?? 0]) {
        await domain.setSchedulerParameters({ [name]: value })
        equal(await domain.schedulerParameters(), { ...before, [name]: value }, 'the parameters')
      }
    },
  ),
  rule(
    'domains.setSchedulerParameters with an unknown name is INVALID_ARG',
    ['domains.setSchedulerParameters'],
    async (context) => {
      const domain = await context.running()
      await refused(domain.setSchedulerParameters({ kit_no_such: 1 }), 'INVALID_ARG', 'setting it')
    },
  ),
]

const autostartRules: readonly Rule[] = [
  rule(
    'domains.setAutostart is what domains.autostart and the listing say',
    ['domains.setAutostart', 'domains.autostart', 'domains.define', 'domains.list'],
    async (context) => {
      const domain = await context.define()
      equal(await domain.autostart(), false, 'whether a new domain starts with the host')
      for (const wanted of [true, true, false]) {
        await domain.setAutostart(wanted)
        const row = (await context.connection.listDomains()).find(({ uuid }) => uuid === domain.uuid)
        equal(
          [await domain.autostart(), row?.autostarts],
          [wanted, wanted],
          'whether it does, alone and in the listing',
        )
      }
    },
  ),
  rule(
    'domains.autostart is forgotten with the definition, and kept by a new one',
    ['domains.setAutostart', 'domains.autostart', 'domains.define', 'domains.undefine'],
    async (context) => {
      const config = context.config()
      const domain = await context.connection.defineDomain(config)
      await domain.setAutostart(true)
      await context.connection.defineDomain(config)
      equal(await domain.autostart(), true, 'whether it starts with the host after a new definition')
      await domain.undefine()
      await context.connection.defineDomain(config)
      equal(await domain.autostart(), false, 'whether it does after it was undefined and defined')
    },
  ),
]

const balloonTold = rule(
  'domains.setMemory of what runs reaches the guest that has a balloon, and is told',
  ['domains.setMemory', 'domains.info', 'domains.subscribe'],
  async (context) => {
    const domain = await context.running()
    const events = await context.record()
    const wanted = Math.max(4096, Math.floor((await domain.info()).maxMemory / 2))
    const answer = await outcome(domain.setMemory(wanted))
    if (answer === 'OPERATION_INVALID') return // it has no balloon
    equal(answer, 'done', 'the answer')
    await eventually(context.limits.answerWithin, async () =>
      equal((await domain.info()).memory, wanted, 'its memory'),
    )
    equal((await events.first(domain.uuid, 'balloonChange')).actual, wanted, 'the memory that was told')
  },
)

export const resourceRules: readonly Rule[] = [
  ...memoryRules,
  balloonTold,
  ...vcpuRules,
  ...schedulerRules,
  ...autostartRules,
]
