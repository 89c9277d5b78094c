import { expect, test } from 'vitest'
import { contractVersion, type Driver, type DriverConnection, Registry, VirtError } from '../../src/driver.js'
import { openUpstream } from '../../src/rpc.js'
import { demo, info, TinyDriver } from './tiny-driver.js'

function registry(...connections: readonly DriverConnection[]): Registry {
  const drivers = new Registry()
  connections.forEach((connection, query) =>
    drivers.register({
      name: connection.driver,
      contract: contractVersion,
      schemes: ['tiny'],
      rank: { query, change: 0 },
      open: () => Promise.resolve(connection),
    } satisfies Driver),
  )
  return drivers
}

test('all channels of a URI are one connection', async () => {
  const near: DriverConnection = {
    driver: 'near',
    domains: { list: () => Promise.resolve([{ uuid: demo.uuid, state: 'paused' as const }]) },
    close: () => Promise.resolve(),
  }
  const upstream = await openUpstream('tiny:///', { registry: registry(near, new TinyDriver()) })
  expect(upstream.channels.map(({ driver, status }) => [driver, status])).toEqual([
    ['near', 'open'],
    ['tiny', 'open'],
  ])
  expect(await upstream.domains?.info?.(demo, {})).toEqual(info)
  expect(await upstream.domains?.list?.({}, {})).toEqual([{ ...demo, state: 'paused' }])
  expect(upstream.networks).toBeUndefined()
  await upstream.close()
})

test('it is lost with the first of its channels', async () => {
  const tiny = new TinyDriver()
  const other: DriverConnection = { driver: 'other', close: () => Promise.resolve() }
  const upstream = await openUpstream('tiny:///', { registry: registry(other, tiny) })
  tiny.lose(new VirtError('RPC', 'nonsense'))
  expect(await upstream.lost).toMatchObject({ code: 'CONNECTION_LOST', driver: 'tiny' })
})

test('a URI that nobody serves is NO_CONNECT', async () => {
  await expect(openUpstream('tiny:///', { registry: new Registry() })).rejects.toMatchObject({
    code: 'NO_CONNECT',
  })
})
