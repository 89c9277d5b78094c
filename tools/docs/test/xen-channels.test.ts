import {
  open,
  operationNames,
  operations,
  Registry,
  VirtError,
  type Connection,
  type DriverConnection,
  type OperationName,
} from '@virt/core'
import { lookup, tableOf } from '@virt/core/rpc'
import { expect, it } from 'vitest'
import { samples, type Cast } from '../../../packages/core/src/testing/samples.js'
import { xenConnections } from '../lib/xen-connections.mjs'
import { Page } from './page.js'

const page = new Page('xen-channels.md').text
const rows = [...page.matchAll(/^\| ([\w.]+) +\| (?:query|change) +\| (.+?) +\|$/gm)].map(
  ([, name, channels = '']) => ({ name: name as OperationName, channels: channels.split(/, | \+ /) }),
)

/** The five channels, which have what the real ones have, count who is asked, and all answer alike. */
async function counted(answer: () => Promise<unknown>): Promise<{ connection: Connection; asked: string[] }> {
  const asked: string[] = []
  const registry = new Registry()
  for (const { driver, connection } of xenConnections()) {
    const names = operationNames.filter((name) => lookup(connection, name))
    const table = tableOf(names, () => (asked.push(driver.name), answer()))
    const { domainEvents } = connection
    const close = async (): Promise<void> => undefined
    const opened: DriverConnection = { driver: driver.name, ...table, domainEvents, close }
    registry.register({ ...driver, open: async () => opened })
  }
  return { connection: await open('xen:///', { registry }), asked }
}

const ref = { name: 'alpha', uuid: '11111111-1111-4111-8111-111111111111', id: 1 }
const cast = (connection: Connection): Cast => ({
  connection,
  domain: connection.domain(ref),
  network: connection.network(ref),
  config: { type: 'xen', name: 'new', memory: 65536, os: { type: { name: 'linux' } } },
  networkConfig: { name: 'new' },
  device: "<disk type='file'><source file='/x'/><target dev='xvdb'/></disk>",
  path: '/tmp/image',
})

const plain = rows.filter(({ name }) => operations[name].result !== 'events')

it.each(plain)('$name is asked of $channels, in this order, while each passes it on', async (row) => {
  const { connection, asked } = await counted(() => Promise.reject(new VirtError('NO_SUPPORT')))
  await Promise.resolve(samples[row.name](cast(connection))).catch(() => undefined)
  expect(asked).toEqual(row.channels)
})

it.each(plain.filter(({ name }) => operations[name].combine === 'first'))(
  '$name is asked of nobody else when the first answers, even if it fails',
  async ({ name, channels }) => {
    const { connection, asked } = await counted(() => Promise.reject(new VirtError('OPERATION_FAILED')))
    await Promise.resolve(samples[name](cast(connection))).catch(() => undefined)
    expect(asked).toEqual(channels.slice(0, 1))
  },
)

it('events come from the store, and definitions from the files; xend is not polled', async () => {
  const { connection, asked } = await counted(async () => () => undefined)
  await connection.on('domain', () => undefined)
  expect(asked).toEqual(['xenstore', 'xm'])
})

it('every operation that is not on the page is NO_SUPPORT', async () => {
  const { connection } = await counted(async () => undefined)
  expect(rows.map(({ name }) => name)).toEqual(connection.supported)
})
