import { expect, test } from 'vitest'
import type { DomainEvent } from '../../src/driver.js'
import { client, Peer, service, until } from './service.js'
import { demo } from './tiny-driver.js'

const reboot: DomainEvent = { type: 'reboot', domain: demo }
const drift = (offset: number): DomainEvent => ({ type: 'rtcChange', domain: demo, offset })

test('events arrive in order until they are unwanted', async () => {
  const { driver, path } = await service()
  const { domains } = await client(path)
  const seen: DomainEvent[] = []
  const unsubscribe = await domains?.subscribe?.((event) => seen.push(event), {})
  for (const offset of [1, 2, 3]) driver.emit(drift(offset))
  await until(() => seen.length === 3)
  expect(seen).toEqual([1, 2, 3].map(drift))
  driver.emit(reboot)
  await unsubscribe?.()
  await until(() => driver.listeners.size === 0)
  expect(seen).toHaveLength(3)
})

test('each subscription has its own events', async () => {
  const { driver, path } = await service()
  const { domains } = await client(path)
  const seen: string[] = []
  const unsubscribe = await domains?.subscribe?.(() => seen.push('first'), {})
  await domains?.subscribe?.(() => seen.push('second'), {})
  await unsubscribe?.()
  await until(() => driver.listeners.size === 1)
  driver.emit(reboot)
  await until(() => seen.length === 1)
  expect(seen).toEqual(['second'])
})

test('a client that leaves is unsubscribed', async () => {
  const { driver, path } = await service()
  const remote = await client(path)
  await remote.domains?.subscribe?.(() => undefined, {})
  expect(driver.listeners.size).toBe(1)
  await remote.close()
  await until(() => driver.listeners.size === 0)
})

test('a client that never reads its events is let go', async () => {
  const { driver, path, server } = await service()
  const peer = new Peer(path)
  await peer.hello()
  await peer.ask(1, 'domains.subscribe', [])
  peer.socket.pause()
  const event: DomainEvent = { type: 'watchdog', domain: demo, action: 'x'.repeat(1 << 20) }
  for (let sent = 0; sent < 80; sent++) driver.emit(event)
  expect(driver.listeners.size).toBe(0)
  await until(() => server.clients === 0)
})
