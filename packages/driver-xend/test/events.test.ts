import { type Connection, type DomainEvent, parseUri } from '@virt/core'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { Inventory } from '../src/inventory.js'
import { Xend } from '../src/protocol/xend.js'
import { Transport } from '../src/transport/transport.js'
import { Watch } from '../src/watch/watch.js'
import { FakeXend } from './support/fake-xend.js'
import { guestXml } from './support/guests.js'
import { connectTo } from './support/served.js'

let xend: FakeXend
let uri: string
let listener: Connection
let other: Connection

beforeEach(async () => {
  process.env.VIRT_XEND_INTERVAL = '20'
  xend = new FakeXend(4)
  uri = await xend.listen()
  listener = await connectTo(uri, { readOnly: true })
  other = await connectTo(uri)
})
afterEach(async () => {
  delete process.env.VIRT_XEND_INTERVAL
  await xend.close()
})

/** What is told, in words. */
async function listen(): Promise<{ told: string[]; stop: () => void }> {
  const told: string[] = []
  const words = (event: DomainEvent): string =>
    event.type === 'lifecycle' ? `${event.domain.name} ${event.event} ${event.detail}` : event.type
  const stop = await listener.on('domain', (event) => told.push(words(event)))
  return { told, stop }
}

it('tells what others do, one look after the other', async () => {
  const { told } = await listen()
  const domain = await other.defineDomain(guestXml({ name: 'it' }))
  await expect.poll(() => told).toEqual(['it defined added'])
  await domain.start()
  await expect.poll(() => told.slice(1)).toEqual(['it started booted'])
  await domain.suspend()
  await expect.poll(() => told.slice(2)).toEqual(['it suspended paused'])
  await domain.resume()
  await expect.poll(() => told.slice(3)).toEqual(['it resumed unpaused'])
  await domain.destroy()
  await expect.poll(() => told.slice(4)).toEqual(['it stopped shutdown'])
  await domain.undefine()
  await expect.poll(() => told.slice(5)).toEqual(['it undefined removed'])
})

it('a guest that gets another id has ended and was started', async () => {
  const domain = await other.createDomain(guestXml({ name: 'it' }))
  const { told } = await listen()
  await domain.reboot()
  await expect.poll(() => told).toEqual(['it stopped shutdown', 'it started booted'])
})

it('looks at nothing while nobody listens', async () => {
  const lists = (): number =>
    xend.asked.filter(({ path }) => path.length === 2 && path[1] === 'domain').length
  expect(lists()).toBe(0)
  const { stop } = await listen()
  await expect.poll(lists).toBeGreaterThan(4)
  stop()
  await other.hostname()
  const after = lists()
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(lists() - after).toBeLessThanOrEqual(2)
})

it('ends with an error when xend has been away for too long', async () => {
  const transport = new Transport({
    text: 'fake',
    origin: 'http://localhost',
    socketPath: parseUri(uri).path,
  })
  const watch = new Watch(new Inventory(new Xend(transport, true), 4), 10, 50)
  await watch.subscribe(() => undefined, {})
  await xend.close()
  expect(await watch.lost).toMatchObject({ code: 'CONNECTION_LOST', origin: 'XEND' })
  watch.close()
})
