import type { OperationName } from '../../contract/operations.js'
import { operationNames } from '../../contract/operations.js'
import { equal, expect, outcome, refused, show } from '../expect.js'
import { type Rule, rule } from '../rule.js'
import { samples, strangers } from '../samples.js'

const closedAnswers = (name: OperationName): Rule =>
  rule(`${name} on a closed connection is INVALID_CONN`, [name], async (context) => {
    const connection = await context.open()
    const cast = await strangers(context, connection)
    await connection.close()
    await refused(samples[name](cast), 'INVALID_CONN', name)
  })

const closedTwice = rule('closing twice is no error', [], async (context) => {
  const connection = await context.open()
  await Promise.all([connection.close(), connection.close()])
  await connection.close()
})

const closedAlone = rule(
  'closing one connection leaves others, and what runs, alone',
  ['domains.info'],
  async (context) => {
    if (!context.runs) return
    const other = await context.open()
    const domain = await context.running()
    await other.domain(domain).info()
    await other.close()
    equal((await domain.info()).id, domain.id, 'the id of what runs')
  },
)

const closedInMidCall = rule(
  'closing ends the calls that wait, with their answer or INVALID_CONN',
  [],
  async (context) => {
    const connection = await context.open()
    const ask = connection.supports('domains.list') ? () => connection.listDomains() : () => connection.type()
    const calls = Array.from({ length: context.limits.callsAtOnce }, () => outcome(ask()))
    await connection.close()
    const strange = (await Promise.all(calls)).filter((each) => each !== 'done' && each !== 'INVALID_CONN')
    equal(strange, [], 'other answers')
  },
)

const streamsEnd = rule(
  'closing ends event streams, without error',
  ['domains.subscribe'],
  async (context) => {
    const connection = await context.open()
    const events = connection.events()
    await connection.on('domain', () => undefined)
    await connection.close()
    equal((await events.next()).done, true, 'whether the stream has ended')
  },
)

const silentAfterwards = rule(
  'a closed connection is told of nothing',
  ['domains.subscribe', 'domains.define'],
  async (context) => {
    const connection = await context.open()
    const seen: unknown[] = []
    await connection.on('domain', (event) => seen.push(event))
    await connection.close()
    const witness = await context.record()
    const domain = await context.define()
    await witness.lives(domain.uuid, ['defined added'])
    expect(seen.length === 0, `it is told ${show(seen[0])}`)
  },
)

const channels = rule('the connection says which drivers serve it', [], async ({ connection }) => {
  const open = connection.channels.filter(({ status }) => status === 'open')
  expect(open.length > 0 && open.every(({ driver }) => driver !== ''), `it says ${show(connection.channels)}`)
})

export const connectionRules: readonly Rule[] = [
  channels,
  ...operationNames.map(closedAnswers),
  closedTwice,
  closedAlone,
  closedInMidCall,
  streamsEnd,
  silentAfterwards,
]
