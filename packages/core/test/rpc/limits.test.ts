import { performance } from 'node:perf_hooks'
import { expect, test } from 'vitest'
import { client, Peer, service, until } from './service.js'
import { demo, info } from './tiny-driver.js'

const call = (id: number, method: string, ...params: unknown[]): object => ({
  jsonrpc: '2.0',
  id,
  method,
  params,
})
const codeOf = (message: unknown): unknown =>
  (message as { error?: { data: { code: string } } }).error?.data.code

const codeOrDriver = (message: unknown): unknown =>
  (message as { result?: { driver: string } } | undefined)?.result?.driver ?? 'hung up on'

test('a client by hand that has too much under way is refused, and served on', async () => {
  const { driver, path } = await service({ maxPending: 2 })
  const peer = new Peer(path)
  expect(await peer.hello()).toMatchObject({ result: { maxPending: 2 } })
  for (const id of [1, 2, 3]) peer.send(call(id, 'domains.suspend', demo))
  expect(codeOf(await peer.next())).toBe('RESOURCE_BUSY')
  peer.send({ jsonrpc: '2.0', method: 'cancel', params: { id: 1 } })
  expect(codeOf(await peer.next())).toBe('OPERATION_ABORTED')
  expect(await peer.ask(4, 'domains.info', [demo])).toMatchObject({ id: 4, result: info })
  expect(driver.suspending).toBe(1)
})

test('what comes faster than allowed is answered later, and others do not wait', async () => {
  const { path } = await service({ messagesPerSecond: 50 })
  const peer = new Peer(path)
  await peer.hello()
  const start = performance.now()
  for (let id = 1; id <= 120; id++) peer.send(call(id, 'host.type'))
  const other = await client(path)
  expect(await other.host?.type?.({})).toBe('Tiny')
  for (let id = 1; id <= 120; id++) expect(await peer.next()).toMatchObject({ id })
  expect(performance.now() - start).toBeGreaterThan(1000)
})

test('a message longer than the server wants ends the connection', async () => {
  const { path, server } = await service({ maxMessage: 1000 })
  const peer = new Peer(path)
  await peer.hello()
  peer.socket.write('x'.repeat(1001))
  expect(codeOf(await peer.next())).toBe('RPC')
  peer.socket.end()
  await until(() => server.clients === 0)
})

test('who has not said hello makes room for others', async () => {
  const { path, server } = await service({ maxClients: 2 })
  const good = await client(path)
  const silent = Array.from({ length: 5 }, () => new Peer(path))
  expect(codeOf(await silent[0]?.next())).toBe('RESOURCE_BUSY')
  const late = await client(path)
  expect(await Promise.all([good, late].map((each) => each.host?.type?.({})))).toEqual(['Tiny', 'Tiny'])
  silent.forEach((peer) => peer.socket.destroy())
  await until(() => server.clients === 2)
})

test('a crowd is let in one by one, and who would have to wait for too long is hung up on', async () => {
  const { path } = await service({ connectionsPerSecond: 8 })
  const good = await client(path)
  const crowd = Array.from({ length: 40 }, () => new Peer(path))
  const words = crowd.map((peer) => peer.hello().then(codeOrDriver, () => 'hung up on'))
  expect(await good.host?.type?.({})).toBe('Tiny')
  expect(await Promise.all(words.slice(0, 8))).toEqual(Array(8).fill('tiny'))
  expect(await Promise.all(words)).toContain('hung up on')
})

test('those who wait when the server ends are told', async () => {
  const { path, server } = await service({ connectionsPerSecond: 4 })
  const words = Array.from({ length: 4 }, () => new Peer(path).next())
  await until(() => server.clients === 4)
  await server.close()
  for (const word of words) expect(codeOf(await word)).toBe('CONNECTION_LOST')
})

test('who does not read its events is let go', async () => {
  const { driver, path, server } = await service({ maxBacklog: 10_000 })
  const peer = new Peer(path)
  await peer.hello()
  await peer.ask(1, 'domains.subscribe', [])
  peer.socket.pause()
  const domain = { name: 'x'.repeat(1000), uuid: demo.uuid }
  while (driver.listeners.size > 0) {
    driver.emit({ type: 'reboot', domain })
    await new Promise((resolve) => setImmediate(resolve))
  }
  peer.socket.destroy()
  await until(() => server.clients === 0)
})
