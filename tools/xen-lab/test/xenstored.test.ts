import { existsSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { peer } from '../../peers.mjs'
import { startXenstored, type Xenstored } from '../../xenstored/index.mjs'

const watch = 4
const introduce = 8
const watchEvent = 15
const error = 16
const headerSize = 16

function request(type: number, ...words: readonly string[]): Buffer {
  const payload = Buffer.from(words.map((word) => `${word}\0`).join(''))
  const header = Buffer.alloc(headerSize)
  header.writeUInt32LE(type, 0)
  header.writeUInt32LE(payload.length, 12)
  return Buffer.concat([header, payload])
}

/** The next messages, as many as asked for. */
async function messages(socket: Socket, count: number): Promise<[number, string][]> {
  const found: [number, string][] = []
  let data = Buffer.alloc(0)
  for await (const chunk of socket.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    data = Buffer.concat([data, chunk])
    for (let end; data.length >= headerSize && data.length >= (end = headerSize + data.readUInt32LE(12));) {
      found.push([data.readUInt32LE(0), data.toString('latin1', headerSize, end)])
      data = data.subarray(end)
    }
    if (found.length >= count) break
  }
  return found
}

describe.skipIf(!peer('xenstored'))('xenstored without Xen', () => {
  let store: Xenstored
  beforeEach(async () => {
    store = await startXenstored()
  })
  afterEach(() => store.stop())

  it('introduces the domains that exist, and releases those that are gone', async () => {
    const socket = connect(store.socket)
    socket.write(request(introduce, '7', '1', '1'))
    expect(await messages(socket, 1)).toEqual([[error, 'EINVAL\0']])
    store.domains([7])
    socket.write(request(introduce, '7', '1', '1'))
    expect(await messages(socket, 1)).toEqual([[introduce, 'OK\0']])
    socket.write(request(watch, '@releaseDomain', 'gone'))
    expect(await messages(socket, 2)).toHaveLength(2)
    store.domains([])
    expect(await messages(socket, 1)).toEqual([[watchEvent, '@releaseDomain\0gone\0']])
    socket.destroy()
  })

  it('may be killed, and leaves nothing', async () => {
    store.kill('SIGKILL')
    await store.stop()
    expect(existsSync(store.directory)).toBe(false)
  })
})
