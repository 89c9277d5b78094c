import { open, parseUri } from '@virt/core'
import { type Driver, VirtError } from '@virt/core/driver'
import { chmodSync } from 'node:fs'
import { afterEach, expect, it } from 'vitest'
import { driver } from '../src/driver.js'
import { FakeXend } from './support/fake-xend.js'
import { connectTo, registry, serveInTest } from './support/served.js'

type Request = Parameters<Driver['open']>[0]

/** What the driver says to a URI: its reason, its error's code, or `open`. */
async function answerTo(uri: string, readOnly = false): Promise<string> {
  let reason = ''
  const siblings = {
    run: () => Promise.reject(new VirtError('NO_SUPPORT')),
  } as unknown as Request['siblings']
  const decline = (why: string): undefined => void (reason = why)
  try {
    const connection = await driver.open({ uri: parseUri(uri), readOnly, decline, siblings })
    await connection?.close()
    return connection ? 'open' : `declined: ${reason}`
  } catch (thrown) {
    return VirtError.is(thrown) ? thrown.code : String(thrown)
  }
}

afterEach(() => void delete process.env.VIRT_XEND_SOCKET)

it('declines where there is no xend', async () => {
  process.env.VIRT_XEND_SOCKET = '/nowhere/xend-socket'
  expect(await answerTo('xen:///')).toMatch(/^declined: xend at \/nowhere\/xend-socket: .*ENOENT/)
  expect(await answerTo('xen+http://127.0.0.1:9/')).toMatch(
    /^declined: xend at http:\/\/127.0.0.1:9: .*ECONNREFUSED/,
  )
})

it.each(['xen+ssh://host/', 'xen:///system', 'xen+unix:///', 'xen://host/'])('declines %s', async (uri) => {
  expect(await answerTo(uri)).toMatch(/^declined: /)
})

it('opens the socket of the environment, a socket by its path, and a port', async () => {
  const xend = new FakeXend(4)
  const uri = await xend.listen()
  process.env.VIRT_XEND_SOCKET = parseUri(uri).path
  expect([await answerTo('xen:///'), await answerTo('xen'), await answerTo(uri)]).toEqual([
    'open',
    'open',
    'open',
  ])
  await xend.close()
})

it('fails when something else listens there', async () => {
  const served = await serveInTest((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'))
  expect(await answerTo(served.uri)).toBe('GET_FAILED')
})

it('gives up opening when its caller does', async () => {
  const served = await serveInTest((socket) => socket.resume())
  await expect(open(served.uri, { registry, timeout: 100 })).rejects.toMatchObject({
    code: 'OPERATION_TIMEOUT',
  })
  await expect.poll(() => served.sockets.size).toBe(0)
})

it.skipIf(process.getuid?.() === 0)('says how to get in where it is not permitted', async () => {
  const served = await serveInTest((socket) => socket.end())
  chmodSync(served.path, 0)
  expect(await answerTo(served.uri)).toBe('OPERATION_DENIED')
  expect(await answerTo(served.uri, true)).toMatch(/^declined: not permitted/)
})

it('sends nothing but GETs on a read-only connection', async () => {
  const xend = new FakeXend(2)
  const connection = await connectTo(await xend.listen(), { readOnly: true })
  await connection.listDomains()
  await connection.nodeInfo()
  expect(xend.asked.every(({ method }) => method === 'GET')).toBe(true)
  await xend.close()
})
