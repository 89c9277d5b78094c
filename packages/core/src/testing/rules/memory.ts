import { equal, eventually, expect, outcome, refused } from '../expect.js'
import { type Rule, rule } from '../rule.js'
import { whole } from '../shapes.js'

const balloonTold = rule(
  'domains.setMemory of what runs reaches the guest that has a balloon, and is told',
  ['domains.setMemory', 'domains.info', 'domains.subscribe'],
  async (context) => {
    if (!context.runs) return
    const domain = await context.running()
    const events = await context.record()
    const wanted = Math.max(context.limits.minimumMemory, Math.floor((await domain.info()).maxMemory / 2))
    const answer = await outcome(domain.setMemory(wanted))
    if (answer === 'OPERATION_INVALID') return // it has no balloon
    equal(answer, 'done', 'the answer')
    await eventually(context.limits.answerWithin, async () =>
      equal((await domain.info()).memory, wanted, 'its memory'),
    )
    equal((await events.first(domain.uuid, 'balloonChange')).actual, wanted, 'the memory that was told')
  },
)

export const memoryRules: readonly Rule[] = [
  balloonTold,
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
      const wanted = Math.max(context.limits.minimumMemory, Math.floor((await domain.info()).maxMemory / 2))
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
      const wanted = Math.max(context.limits.minimumMemory, Math.floor((await domain.config()).memory / 2))
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
      const wanted = Math.max(context.limits.minimumMemory, Math.floor((await domain.config()).memory / 2))
      await domain.setMemory(wanted, { config: true })
      equal((await domain.config()).currentMemory, before, 'the current memory of what runs')
      equal((await domain.config({ inactive: true })).currentMemory, wanted, 'that of the definition')
    },
  ),
]
