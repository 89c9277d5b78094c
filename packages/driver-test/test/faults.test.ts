import { expect, test } from 'vitest'
import { connect, failure } from './support.js'

test('fail makes the named operations fail, and only those', async () => {
  const connection = await connect('test:///default?fail=domains.start:NO_MEMORY&fail=host.nodeInfo:RPC')
  const domain = await connection.lookupDomainByName('test')
  await domain.destroy()
  expect(await failure(domain.start())).toEqual([
    'NO_MEMORY',
    "out of memory: domains.start fails as the connection's URI asks",
  ])
  expect((await failure(connection.nodeInfo()))[0]).toBe('RPC')
  expect(await domain.info()).toMatchObject({ state: 'shutoff' })
})

test('latency makes every operation that much slower', async () => {
  const connection = await connect('test:///default?latency=40')
  const start = performance.now()
  await connection.hostname()
  expect(performance.now() - start).toBeGreaterThanOrEqual(39)
})

test('a slow call can be aborted', async () => {
  const connection = await connect('test:///default?latency=60000')
  expect(await failure(connection.hostname({ timeout: 20 }))).toEqual([
    'OPERATION_TIMEOUT',
    expect.any(String),
  ])
  const abort = new AbortController()
  const slow = connection.listDomains({ signal: abort.signal })
  abort.abort()
  expect((await failure(slow))[0]).toBe('OPERATION_ABORTED')
})
