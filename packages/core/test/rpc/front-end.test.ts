import { expect, onTestFinished, test } from 'vitest'
import { type Connection, open, Registry, type VirtEvent } from '../../src/index.js'
import { connect } from '../../src/rpc.js'
import { service, until } from './service.js'
import { demo, info } from './tiny-driver.js'

async function openRemote(path: string): Promise<Connection> {
  const registry = new Registry()
  registry.register({ name: 'remote', contract: 1, schemes: ['remote'], open: () => connect(path) })
  const connection = await open('remote:///', { registry })
  onTestFinished(() => connection.close())
  return connection
}

test('a user does not see that the driver is elsewhere', async () => {
  const { driver, path } = await service()
  const connection = await openRemote(path)
  const [domain] = await connection.listDomains()
  expect(domain?.ref).toEqual(demo)
  expect(await domain?.info()).toEqual(info)
  expect(connection.supports('domains.start')).toBe(false)

  const events = connection.events()
  await until(() => driver.listeners.size === 1)
  driver.emit({ type: 'reboot', domain: demo })
  expect((await events.next()).value).toEqual({
    object: 'domain',
    type: 'reboot',
    domain: demo,
  } satisfies VirtEvent)
})

test('the end of the server is the error of every call and every stream of events', async () => {
  const { driver, path, server } = await service()
  const connection = await openRemote(path)
  const [domain] = await connection.listDomains()
  const events = connection.events()
  const settled = Promise.allSettled([domain?.suspend(), events.next()])
  await until(() => driver.suspending === 1 && driver.listeners.size === 1)
  await server.close()
  const lost = { status: 'rejected', reason: { code: 'CONNECTION_LOST' } }
  expect(await settled).toMatchObject([lost, lost])
  expect(connection.channels).toMatchObject([{ driver: 'remote', status: 'lost' }])
})

test('a timeout at the user aborts the work at the driver', async () => {
  const { driver, path } = await service()
  const connection = await openRemote(path)
  const [domain] = await connection.listDomains()
  await expect(domain?.suspend({ timeout: 10 })).rejects.toMatchObject({ code: 'OPERATION_TIMEOUT' })
  await until(() => driver.aborted !== undefined)
})
