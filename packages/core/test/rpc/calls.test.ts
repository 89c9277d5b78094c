import { expect, test } from 'vitest'
import { type DomainOperations, type DomainRef, type JobProgress, VirtError } from '../../src/driver.js'
import { client, service, until } from './service.js'
import { demo, info, stranger } from './tiny-driver.js'

const failed = (call: Promise<unknown> | undefined): Promise<VirtError> =>
  (call ?? Promise.resolve()).then(
    () => Promise.reject(new Error('it did not fail')),
    (error: unknown) => error as VirtError,
  )

test('the client has the operations of the driver, and no other', async () => {
  const { driver, path } = await service()
  const remote = await client(path)
  expect({
    driver: remote.driver,
    host: Object.keys(remote.host ?? {}).sort(),
    domains: Object.keys(remote.domains ?? {}).sort(),
    networks: remote.networks,
  }).toEqual({
    driver: 'tiny',
    host: Object.keys(driver.host).sort(),
    domains: Object.keys(driver.domains).sort(),
    networks: undefined,
  })
})

test('arguments and answers cross as they are', async () => {
  const { path } = await service()
  const { host, domains } = await client(path)
  expect(await domains?.info?.(demo, {})).toEqual(info)
  expect(await domains?.list?.({ active: true }, {})).toEqual([{ ...demo, state: 'running' }])
  expect(await domains?.destroy?.(demo, {}, {})).toBeUndefined()
  expect(await host?.maxVcpus?.(undefined, {})).toBe(16)
  expect(await host?.maxVcpus?.('kvm', {})).toBe(3)
})

test('answers come as they are ready', async () => {
  const { path } = await service()
  const { domains } = await client(path)
  const order: string[] = []
  const look = async (name: string): Promise<void> => {
    const found = (await domains?.lookupByName?.(name, {})) as DomainRef
    order.push(found.name)
  }
  await Promise.all([look('slow'), look('fast')])
  expect(order).toEqual(['fast', 'slow'])
})

test('an error crosses whole', async () => {
  const { path } = await service()
  const { domains } = await client(path)
  const error = await failed(domains?.info?.(stranger, {}))
  expect(VirtError.is(error)).toBe(true)
  expect(error.toJSON()).toEqual({
    code: 'NO_DOMAIN',
    detail: "no domain 'stranger'",
    origin: 'TEST',
    operation: 'domains.info',
    driver: 'tiny',
    cause: { name: 'TypeError', message: 'gone' },
  })
})

test('what is not a VirtError arrives as one', async () => {
  const { path } = await service()
  const { domains } = await client(path)
  expect(await failed(domains?.config?.(demo, {}, {}))).toMatchObject({
    code: 'INTERNAL_ERROR',
    detail: 'a plain error',
    operation: 'domains.config',
  })
})

test('arguments are checked at the server', async () => {
  const { path } = await service()
  const domains = (await client(path)).domains as DomainOperations
  const bad = { name: 'demo', uuid: '../etc' }
  expect(await failed(domains.info(bad, {}))).toMatchObject({ code: 'INVALID_ARG' })
})

test('an aborted call ends at once, and so does the work', async () => {
  const { driver, path } = await service()
  const { domains } = await client(path)
  const controller = new AbortController()
  const call = failed(domains?.suspend?.(demo, { signal: controller.signal }))
  await until(() => driver.suspending === 1)
  controller.abort('enough')
  expect(await call).toMatchObject({ code: 'OPERATION_ABORTED', cause: 'enough' })
  await until(() => driver.suspending === 0)
  expect(driver.aborted).toMatchObject({ code: 'OPERATION_ABORTED' })
  expect(await domains?.info?.(demo, {})).toEqual(info)
})

test('a call that was aborted before it began is not sent', async () => {
  const { driver, path } = await service()
  const { domains } = await client(path)
  expect(await failed(domains?.suspend?.(demo, { signal: AbortSignal.abort() }))).toMatchObject({
    code: 'OPERATION_ABORTED',
  })
  await domains?.info?.(demo, {})
  expect(driver.aborted).toBeUndefined()
})

test('a job tells its progress', async () => {
  const { path } = await service()
  const { domains } = await client(path)
  const told: JobProgress[] = []
  await domains?.save?.(demo, '/tmp/demo.save', {}, { progress: (progress) => told.push(progress) })
  expect(told).toEqual([1, 2, 3].map((processed) => ({ processed, total: 3 })))
})

test('a client that leaves aborts its calls', async () => {
  const { driver, path, server } = await service()
  const remote = await client(path)
  const call = failed(remote.domains?.suspend?.(demo, {}))
  await until(() => driver.suspending === 1)
  await remote.close()
  expect(await call).toMatchObject({ code: 'CONNECTION_LOST' })
  await until(() => driver.suspending === 0 && server.clients === 0)
})

test('one call too many waits for its turn', async () => {
  const { driver, path } = await service({ maxPending: 2 })
  const { domains } = await client(path)
  const controller = new AbortController()
  const calls = [1, 2].map(() => failed(domains?.suspend?.(demo, { signal: controller.signal })))
  await until(() => driver.suspending === 2)
  const third = domains?.info?.(demo, {})
  expect(await failed(domains?.info?.(demo, { signal: AbortSignal.timeout(20) }))).toMatchObject({
    code: 'OPERATION_TIMEOUT',
  })
  controller.abort()
  await Promise.all(calls)
  expect(await third).toEqual(info)
})

test('a message that would be too long is an error of its call alone', async () => {
  const { path } = await service()
  const { host, domains } = await client(path)
  expect(await failed(host?.hostname?.({}))).toMatchObject({ code: 'RPC' })
  expect(await failed(domains?.lookupByName?.('x'.repeat(17 << 20), {}))).toMatchObject({ code: 'RPC' })
  expect(await domains?.info?.(demo, {})).toEqual(info)
})

test('a read-only server lists changes, and refuses them', async () => {
  const { path } = await service({ readOnly: true })
  const { domains } = await client(path)
  expect(await domains?.info?.(demo, {})).toEqual(info)
  expect(await failed(domains?.config?.(demo, { secure: true }, {}))).toMatchObject({
    code: 'OPERATION_DENIED',
  })
  for (const call of [domains?.destroy?.(demo, {}, {}), domains?.openConsole?.(demo, {}, {})])
    expect(await failed(call)).toMatchObject({ code: 'OPERATION_DENIED', driver: 'tiny' })
})
