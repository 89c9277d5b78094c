import type { VirtError } from '../../errors/virt-error.js'
import type { Connection } from '../../front/connection.js'
import type { RuleContext } from '../context.js'
import { equal, expect, outcome, type Outcome, refused, show } from '../expect.js'
import type { Rule } from '../rule.js'

const cut = (name: string, operations: Rule['operations'], run: Rule['run']): Rule => ({
  name,
  operations,
  kills: true,
  run,
})

async function kill({ harness }: RuleContext): Promise<void> {
  await harness.kill?.()
}

/** Questions one after the other, until one fails or nobody wants to know any more. */
async function traffic(connection: Connection, wanted: AbortSignal): Promise<Outcome[]> {
  const seen: Outcome[] = []
  const ask = connection.supports('domains.list') ? () => connection.listDomains() : () => connection.type()
  for (let last: Outcome = 'done'; last === 'done' && !wanted.aborted; seen.push(last)) {
    last = await outcome(ask())
    await new Promise((resolve) => setImmediate(resolve))
  }
  return seen
}

const pendingSettled = cut(
  'when the other side dies in mid-call, every call ends, with its answer or CONNECTION_LOST',
  [],
  async (context) => {
    const { answerWithin, callsAtOnce } = context.limits
    const patience = AbortSignal.timeout(answerWithin)
    const lines = Array.from({ length: callsAtOnce }, () => traffic(context.connection, patience))
    await context.settled()
    await kill(context)
    for (const seen of await Promise.all(lines))
      equal(seen.at(-1), 'CONNECTION_LOST', `the last of ${seen.length} answers`)
  },
)

const laterFail = cut(
  'after the other side has died, calls fail with CONNECTION_LOST, and listeners have been told',
  [],
  async (context) => {
    const { connection } = context
    const lost = new Promise<VirtError>((resolve) => void connection.on('lost', resolve))
    await connection.type()
    await kill(context)
    equal((await lost).code, 'CONNECTION_LOST', 'what the listener was told')
    await refused(connection.version(), 'CONNECTION_LOST', 'a later call')
    const channels = connection.channels.map(({ status }) => status)
    expect(!channels.includes('open'), `the channels are ${show(channels)}`)
    await connection.close()
  },
)

const streamsFail = cut(
  'when the other side dies, event streams end with CONNECTION_LOST',
  ['domains.subscribe'],
  async (context) => {
    const { connection } = context
    const events = connection.events()
    await connection.on('domain', () => undefined)
    const next = refused(events.next(), 'CONNECTION_LOST', 'waiting for an event')
    await Promise.all([next, kill(context)])
    equal((await events.next()).done, true, 'whether the stream has ended')
  },
)

const reopened = cut(
  'after the other side has died, a new connection works',
  ['domains.list'],
  async (context) => {
    await kill(context)
    const connection = await context.open()
    await connection.listDomains()
  },
)

export const lossRules: readonly Rule[] = [pendingSettled, laterFail, streamsFail, reopened]
