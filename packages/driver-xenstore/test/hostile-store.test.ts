import { setTimeout as sleep } from 'node:timers/promises'
import { VirtError } from '@virt/core'
import { describe, expect, it, onTestFinished } from 'vitest'
import { XenStoreClient } from '../src/index.js'
import { code } from './support/failure.js'
import { fakeStore, message } from './support/fake-store.js'

const read = 2
const watch = 4
const event = 15
const refusal = 16

async function connect(path: string, timeout = 500): Promise<XenStoreClient> {
  const client = await XenStoreClient.connect({ path, timeout })
  onTestFinished(() => client.close())
  return client
}

/** Everything that waits ends with CONNECTION_LOST; the cause says what the store did. */
async function loss(path: string): Promise<string | undefined> {
  const client = await connect(path, 5000)
  const waiting = client.watch('/w').next()
  const codes = [code(client.read('/a')), code(client.read('/b')), code(waiting)]
  expect(await Promise.all(codes)).toEqual(Array(3).fill('CONNECTION_LOST'))
  const { cause, message } = await client.lost
  expect(await code(client.read('/c'))).toBe('CONNECTION_LOST')
  return VirtError.is(cause) ? `${cause.code}: ${cause.message}` : message
}

describe('a store that', () => {
  it.each<[what: string, bytes: Buffer, seen: string]>([
    [
      'answers garbage',
      Buffer.alloc(64, 0xff),
      'RPC: the store announces a payload of 4294967295 bytes, more than 4096',
    ],
    [
      'announces too long a payload',
      message(read, 1, Buffer.alloc(4097)),
      'RPC: the store announces a payload of 4097 bytes, more than 4096',
    ],
    [
      'answers what was not asked',
      message(read, 77, 'x'),
      'RPC: the store answers request 77, which was not made',
    ],
    [
      'answers without a number',
      message(watch, 0, 'OK\0'),
      'RPC: the store answers request 0, which was not made',
    ],
    [
      'refuses without saying why',
      message(refusal, 2, 'sorry\0'),
      'RPC: the store refuses READ without an errno',
    ],
    [
      'answers another question',
      message(99, 2, 'x'),
      'RPC: the store answers READ with a message of type 99',
    ],
    [
      'sends an event without token',
      message(event, 0, '/w\0'),
      'RPC: the store sends an event that is no path and token',
    ],
  ])('%s is hung up on', async (_, bytes, seen) => {
    expect(await loss(await fakeStore((_request, socket) => void socket.write(bytes)))).toBe(seen)
  })

  it('closes in the middle of a header is gone', async () => {
    const path = await fakeStore((_request, socket) => void socket.end(Buffer.alloc(7)))
    expect(await loss(path)).toBe('connection lost: the store closed in the middle of a message')
  })

  it('closes in mid-call is gone', async () => {
    const path = await fakeStore((_request, socket) => void socket.end())
    expect(await loss(path)).toBe('connection lost: the store closed')
  })

  it('sends a list that has no end is hung up on', async () => {
    const client = await connect(
      await fakeStore(({ type, id }, socket) => socket.write(message(type, id, 'a\0b'))),
    )
    expect(await code(client.directory('/'))).toBe('CONNECTION_LOST')
  })

  it('never answers costs each request its time, and no more', async () => {
    const client = await connect(await fakeStore(() => undefined), 50)
    const pending = [client.read('/a'), client.read('/b', { timeout: 20 }), client.write('/c', '')]
    const watched = client.watch('/w').next()
    expect(await Promise.all([...pending, watched].map(code))).toEqual(Array(4).fill('OPERATION_TIMEOUT'))
    const controller = new AbortController()
    const aborted = client.read('/d', { signal: controller.signal, timeout: 0 })
    controller.abort()
    expect(await code(aborted)).toBe('OPERATION_ABORTED')
    expect(await code(client.read('/e', { signal: AbortSignal.abort() }))).toBe('OPERATION_ABORTED')
  })

  it('answers late is not mistaken', async () => {
    const late: (() => void)[] = []
    const path = await fakeStore(({ type, id, payload }, socket) => {
      const reply = (): void => void socket.write(message(type, id, payload))
      if (payload.startsWith('/late')) late.push(reply)
      else {
        for (const each of late.splice(0)) each()
        reply()
      }
    })
    const client = await connect(path)
    expect(await code(client.read('/late', { timeout: 10 }))).toBe('OPERATION_TIMEOUT')
    expect(await client.read('/b')).toBe('/b\0')
  })

  it('sends its answers byte by byte, or all at once, is understood', async () => {
    let finish = (): void => undefined
    const finished = new Promise<void>((resolve) => (finish = resolve))
    const path = await fakeStore(async ({ type, id, payload }, socket) => {
      const bytes = Buffer.concat([
        message(event, 0, `/w\0virt-1\0`),
        message(type, id, payload.repeat(3)),
        message(event, 0, `/w/x\0no-such-token\0`),
      ])
      if (payload !== '/slow\0') return void socket.write(bytes)
      for (const byte of bytes) {
        socket.write(Buffer.of(byte))
        await sleep(1)
      }
      finish()
    })
    const client = await connect(path, 15_000)
    expect(await client.read('/slow')).toBe('/slow\0/slow\0/slow\0')
    await finished // answers must not fall into what is still being sent
    expect(await Promise.all(['/a', '/b'].map((each) => client.read(each)))).toEqual([
      '/a\0/a\0/a\0',
      '/b\0/b\0/b\0',
    ])
  })

  it('leaves nothing behind', async () => {
    const path = await fakeStore((_request, socket) => void socket.write(Buffer.alloc(64, 0xff)))
    const before = process.getActiveResourcesInfo().length
    for (let count = 0; count < 50; count++) {
      const client = await XenStoreClient.connect({ path })
      await code(client.read('/a'))
      await client.close()
    }
    await expect.poll(() => process.getActiveResourcesInfo().length).toBeLessThanOrEqual(before)
  })
})
