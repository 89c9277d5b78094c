import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import type { VirtError } from '../../src/driver.js'
import { connect } from '../../src/rpc.js'
import { client, Peer, service, socketPath, until } from './service.js'
import { demo, info } from './tiny-driver.js'

const failure = (id: number | null, code: number, virtCode: string): object => ({
  jsonrpc: '2.0',
  id,
  error: {
    code,
    message: expect.any(String) as string,
    data: expect.objectContaining({ code: virtCode }) as object,
  },
})

const parseFailure = failure(null, -32700, 'RPC')
const hello = '{"jsonrpc":"2.0","id":0,"method":"hello","params":{"protocol":1}}\n'

test.each([
  ['garbage', 'GET / HTTP/1.1\r\n\r\n'],
  ['bytes that are not UTF-8', Buffer.from([0xff, 0xfe, 10])],
  ['JSON that is no object', '[1,2]\n'],
  ['an object that is no message', '{"a":1}\n'],
  ['deep nesting', `${'['.repeat(1 << 20)}\n`],
  ['a call before hello', '{"jsonrpc":"2.0","id":1,"method":"domains.list","params":[{}]}\n'],
  ['a message without method', `${hello}{"jsonrpc":"2.0","id":1,"result":null}\n`],
  ['a notification about nothing', `${hello}{"jsonrpc":"2.0","method":"cancel"}\n`],
])('%s costs the client its connection, and nobody else', async (_what, bytes) => {
  const { path, server } = await service()
  const good = await client(path)
  const peer = new Peer(path)
  peer.socket.write(bytes)
  const said = [await peer.next(), await peer.next(), await peer.next()].filter((each) => each !== undefined)
  expect(said.at(-1)).toEqual(parseFailure)
  peer.socket.end()
  await until(() => server.clients === 1)
  expect(await good.domains?.info?.(demo, {})).toEqual(info)
})

test('a line of 17 MiB is cut off', async () => {
  const { path, server } = await service()
  const peer = new Peer(path)
  await peer.hello()
  peer.socket.write('x'.repeat(17 << 20))
  expect(await peer.next()).toEqual(parseFailure)
  peer.socket.end()
  await until(() => server.clients === 0)
})

test('half a message and the end is an error for whoever still listens', async () => {
  const { path, server } = await service()
  const peer = new Peer(path)
  peer.socket.end(hello.slice(0, 20))
  expect(await peer.next()).toEqual(parseFailure)
  await until(() => server.clients === 0)
})

test('another protocol is refused by its number', async () => {
  const { path } = await service()
  const peer = new Peer(path)
  expect(await peer.ask(5, 'hello', { protocol: 2 })).toEqual(failure(5, -32600, 'RPC'))
  expect(await peer.next()).toBeUndefined()
})

test('who says nothing is not kept', async () => {
  const { path } = await service({ handshakeTimeout: 20 })
  const peer = new Peer(path)
  expect(await peer.next()).toEqual(failure(null, -32600, 'RPC'))
  expect(await peer.next()).toBeUndefined()
})

test('one client too many is told so', async () => {
  const { path } = await service({ maxClients: 1 })
  await client(path)
  await expect(connect(path)).rejects.toMatchObject({ code: 'RESOURCE_BUSY' })
})

test.each([
  '__proto__',
  'constructor',
  'domains',
  'domains.__proto__',
  'domains.nonsense',
  'networks.list',
  'hello',
])("method '%s' is not found", async (method) => {
  const { path } = await service()
  const peer = new Peer(path)
  await peer.hello()
  expect(await peer.ask(1, method, [])).toEqual(failure(1, -32601, 'NO_SUPPORT'))
})

test.each([
  ['domains.info', {}],
  ['domains.info', []],
  ['domains.info', [null]],
  ['domains.info', [demo, demo]],
  ['domains.info', 'demo'],
  ['domains.lookupByName', [{ toString: 1 }]],
  ['domains.subscribe', [1]],
  ['domains.destroy', [demo, JSON.parse('{"__proto__":{"graceful":true}}')]],
])('%s with %j is an invalid argument', async (method, params) => {
  const { path } = await service()
  const peer = new Peer(path)
  await peer.hello()
  expect(await peer.ask(1, method, params)).toEqual(failure(1, -32602, 'INVALID_ARG'))
})

test('a client that does not read is not read', async () => {
  const { driver, path } = await service()
  const peer = new Peer(path)
  await peer.hello()
  peer.socket.pause()
  let asked = 0
  driver.domains.info = () => Promise.resolve({ ...info, asked: asked++, padding: 'x'.repeat(1000) })
  const question = `${JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'domains.info', params: [demo] })}\n`
  for (let id = 0; id < 20_000; id++) peer.socket.write(question.replace('"id":1', `"id":${id + 1}`))
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(asked).toBeLessThan(5000)
})

/** A server by hand: what it says to each line that comes. */
async function impostor(answer: (line: string, socket: Socket) => void): Promise<string> {
  const path = socketPath()
  const server = createServer((socket) => {
    socket.on('data', (chunk) => answer(String(chunk), socket)).on('error', () => undefined)
    onTestFinished(() => void socket.destroy())
  })
  await once(server.listen(path), 'listening')
  onTestFinished(() => void server.close())
  return path
}

const greeting = `${JSON.stringify({
  jsonrpc: '2.0',
  id: 1,
  result: {
    protocol: 1,
    contract: 1,
    driver: 'fake',
    operations: ['domains.info', 'later.thing'],
    readOnly: false,
  },
})}\n`

test.each([
  ['an unknown id', '{"jsonrpc":"2.0","id":99,"result":null}\n', 'RPC'],
  ['garbage', 'what?\n', 'RPC'],
  [
    'a malformed error',
    '{"jsonrpc":"2.0","id":2,"error":{"code":-1,"message":"x","data":{"code":{"toString":1}}}}\n',
    'RPC',
  ],
  [
    'a malformed cause',
    '{"jsonrpc":"2.0","id":2,"error":{"code":-1,"message":"x","data":{"code":"RPC","cause":{"message":{"toString":1}}}}}\n',
    'RPC',
  ],
  ['an event of nothing', '{"jsonrpc":"2.0","method":"event"}\n', 'RPC'],
  ['a part that is no list', '{"jsonrpc":"2.0","method":"part","params":{"id":2,"part":{}}}\n', 'RPC'],
  [
    'a list that ends as something else',
    '{"jsonrpc":"2.0","method":"part","params":{"id":2,"part":[1]}}\n{"jsonrpc":"2.0","id":2,"result":{}}\n',
    'RPC',
  ],
  ['17 MiB without end', 'x'.repeat(17 << 20), 'RPC'],
  ['a last word', '{"jsonrpc":"2.0","id":null,"error":{"code":-32000,"message":"bye"}}\n', 'CONNECTION_LOST'],
])('%s from the server ends the connection with a code', async (_what, bytes, code) => {
  const path = await impostor((line, socket) => socket.write(line.includes('hello') ? greeting : bytes))
  const remote = await client(path)
  expect(Object.keys(remote.domains ?? {})).toEqual(['info'])
  await expect(remote.domains?.info?.(demo, {})).rejects.toMatchObject({ code })
  expect(await remote.lost).toMatchObject({ code })
  await expect(remote.domains?.info?.(demo, {})).rejects.toMatchObject({ code })
})

test.each([
  ['another protocol', { protocol: 2 }, 'RPC'],
  ['another contract', { protocol: 1, contract: 9, driver: 'fake', operations: [] }, 'CONTRACT_MISMATCH'],
  ['nonsense', 'hi', 'RPC'],
])('a server with %s is refused', async (_what, result, code) => {
  const path = await impostor((_line, socket) =>
    socket.write(`${JSON.stringify({ jsonrpc: '2.0', id: 1, result })}\n`),
  )
  await expect(connect(path)).rejects.toMatchObject({ code })
})

test('a server that says nothing is not waited for', async () => {
  const path = await impostor(() => undefined)
  await expect(connect(path, { timeout: 20 })).rejects.toMatchObject({ code: 'OPERATION_TIMEOUT' })
  await expect(connect(path, { signal: AbortSignal.timeout(20), timeout: 0 })).rejects.toMatchObject({
    code: 'OPERATION_TIMEOUT',
  })
})

test('no server at all is a system error with its code', async () => {
  const error = await connect('/nonexistent/virt.sock').catch((thrown: unknown) => thrown as VirtError)
  expect(error).toMatchObject({
    code: 'SYSTEM_ERROR',
    message: "Failed to connect socket to '/nonexistent/virt.sock': No such file or directory",
    cause: { code: 'ENOENT' },
  })
})
