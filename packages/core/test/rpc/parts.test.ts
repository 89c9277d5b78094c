import { expect, test } from 'vitest'
import type { DomainRecord } from '../../src/driver.js'
import { PendingRequest } from '../../src/rpc/pending-request.js'
import { client, Peer, service, type Service } from './service.js'
import { TinyDriver } from './tiny-driver.js'

const uuidOf = (index: number): string => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`
const rows = (count: number): DomainRecord[] =>
  Array.from({ length: count }, (_, index) => ({ name: `d${index}`, uuid: uuidOf(index), state: 'shutoff' }))

function listing(list: () => Promise<DomainRecord[]>): Promise<Service<TinyDriver>> {
  const driver = new TinyDriver()
  driver.domains.list = list
  return service({}, driver)
}

test.each([0, 1, 100, 101, 1000, 1234])('a list of %i arrives whole and in order', async (count) => {
  const { path } = await listing(async () => rows(count))
  const remote = await client(path)
  expect(await remote.domains?.list?.({}, {})).toEqual(rows(count))
})

test('a long list comes in parts to a client that wants them, the last with the answer', async () => {
  const { path } = await listing(async () => rows(250))
  const peer = new Peer(path)
  await peer.hello({ parts: true })
  const part = (from: number): object => ({
    jsonrpc: '2.0',
    method: 'part',
    params: { id: 1, part: rows(from + 100).slice(from) },
  })
  expect(await peer.ask(1, 'domains.list', [{}])).toEqual(part(0))
  expect(await peer.next()).toEqual(part(100))
  expect(await peer.next()).toEqual({ jsonrpc: '2.0', id: 1, result: rows(250).slice(200) })
})

test('to one that takes tables, as tables', async () => {
  const { path } = await listing(async () => rows(250))
  const peer = new Peer(path)
  await peer.hello({ parts: true, tables: true })
  const part = (from: number): object => {
    const shown = rows(from + 100).slice(from)
    const columns = { name: shown.map(({ name }) => name), uuid: shown.map(({ uuid }) => uuid) }
    return { jsonrpc: '2.0', method: 'part', params: { id: 1, part: { model: shown[0], columns } } }
  }
  expect(await peer.ask(1, 'domains.list', [{}])).toEqual(part(0))
  expect(await peer.next()).toEqual(part(100))
  expect(await peer.next()).toEqual({ jsonrpc: '2.0', id: 1, result: rows(250).slice(200) })
})

test('to any other it comes in one piece', async () => {
  const { path } = await listing(async () => rows(250))
  const peer = new Peer(path)
  await peer.hello()
  expect(await peer.ask(1, 'domains.list', [{}])).toEqual({ jsonrpc: '2.0', id: 1, result: rows(250) })
})

test('a list may be longer than a message', async () => {
  const long = rows(300).map((row) => ({ ...row, name: row.name?.padEnd(100_000, '.') }))
  const { path } = await listing(async () => long)
  const remote = await client(path)
  expect(await remote.domains?.list?.({}, {})).toEqual(long)
})

test('what began as a list may fail yet', async () => {
  const entry = { ...rows(1)[0], name: 'x'.repeat(17 << 20) } as DomainRecord
  const { path } = await listing(async () => [...rows(150), entry])
  const remote = await client(path)
  await expect(remote.domains?.list?.({}, {})).rejects.toMatchObject({ code: 'RPC' })
  expect(await remote.host?.type?.({})).toBe('Tiny')
})

test('who sends parts without end is not listened to for ever', () => {
  const request = new PendingRequest(
    { resolve: () => undefined, reject: () => undefined },
    {},
    () => undefined,
  )
  request.begin([1], 2 ** 28)
  expect(() => request.begin([2], 1)).toThrow(expect.objectContaining({ code: 'RPC' }) as Error)
})
