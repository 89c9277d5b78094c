import { type OperationName, operationNames, operations } from '../../contract/operations.js'
import type { Connection } from '../../front/connection.js'
import { equal, expect, outcome, refused } from '../expect.js'
import { type Rule, rule } from '../rule.js'
import { samples, strangers } from '../samples.js'

const abortable = operationNames.filter((name) => operations[name].result !== 'events')

/** That a call was given up must not cost the connection. */
async function stillAnswers(connection: Connection): Promise<void> {
  await (connection.supports('domains.list') ? connection.listDomains() : connection.type())
}

const aborted = (name: OperationName): Rule =>
  rule(
    `${name} that is aborted, before or in mid-call, ends with OPERATION_ABORTED`,
    [name],
    async (context) => {
      const cast = await strangers(context, context.connection)
      await refused(
        samples[name](cast, { signal: AbortSignal.abort() }),
        'OPERATION_ABORTED',
        `${name}, aborted before`,
      )
      const controller = new AbortController()
      const call = samples[name](cast, { signal: controller.signal })
      controller.abort()
      await refused(call, 'OPERATION_ABORTED', `${name}, aborted in mid-call`)
      await stillAnswers(context.connection)
    },
  )

const timed = (name: OperationName): Rule =>
  rule(
    `${name} that has a timeout ends in time, with its answer or OPERATION_TIMEOUT`,
    [name],
    async (context) => {
      const cast = await strangers(context, context.connection)
      const [expected, seen] = [
        await outcome(samples[name](cast)),
        await outcome(samples[name](cast, { timeout: 1 })),
      ]
      const again = ['domains.define', 'domains.create', 'networks.define', 'networks.create'].includes(name)
      expect(
        seen === expected || seen === 'OPERATION_TIMEOUT' || (again && seen.endsWith('_EXIST')),
        `${name} ends with ${seen}, without the timeout with ${expected}`,
      )
      await stillAnswers(context.connection)
    },
  )

const startAborted: Rule = rule(
  'a domain whose start was aborted can be started as if nothing had been',
  ['domains.define', 'domains.start', 'domains.destroy', 'domains.info'],
  async (context) => {
    const domain = await context.define()
    const controller = new AbortController()
    const start = domain.start({ signal: controller.signal })
    setTimeout(() => controller.abort(), 5)
    const first = await outcome(start)
    expect(first === 'done' || first === 'OPERATION_ABORTED', `the aborted start ends with ${first}`)
    await context.retry(async () => {
      await outcome(domain.destroy())
      equal((await domain.info()).state, 'shutoff', 'the state after its end')
    })
    await domain.start()
    equal((await domain.info()).id, domain.id, 'the id after the second start')
  },
)

export const interruptionRules: readonly Rule[] = [
  ...abortable.map(aborted),
  ...abortable.map(timed),
  startAborted,
]
