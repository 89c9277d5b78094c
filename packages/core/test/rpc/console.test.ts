import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { connect as dial } from 'node:net'
import type { Duplex } from 'node:stream'
import { expect, test } from 'vitest'
import { connect } from '../../src/rpc.js'
import { client, Peer, service, until } from './service.js'
import { demo } from './tiny-driver.js'

const open = (remote: Awaited<ReturnType<typeof connect>>): Promise<Duplex> =>
  remote.domains?.openConsole?.(demo, {}, {}) as Promise<Duplex>

test('a console carries bytes both ways, until the end', async () => {
  const { driver, path } = await service()
  const console = await open(await client(path))
  let seen = ''
  console.on('data', (chunk: Buffer) => (seen += chunk.toString()))
  console.write('one')
  await until(() => seen === 'one')
  console.end('two')
  await once(console, 'end')
  expect(seen).toBe('onetwo')
  await until(() => driver.consoles[0]?.closed === true)
})

test('what the guest said before the client came is not lost, nor what it says last', async () => {
  const { driver, path } = await service()
  const remote = await client(path)
  const opening = open(remote)
  await until(() => driver.consoles.length === 1)
  driver.consoles[0]?.end('x'.repeat(1 << 20))
  expect(await text(await opening)).toHaveLength(1 << 20)
})

test('a connection takes its consoles with it', async () => {
  const { driver, path, server } = await service()
  const remote = await client(path)
  const console = await open(remote)
  await remote.close()
  await until(() => console.closed && driver.consoles[0]?.destroyed === true && server.clients === 0)
})

test('a server that ends takes its consoles with it, also one whose client stays', async () => {
  const { driver, path, server } = await service()
  const peer = new Peer(path)
  await peer.hello()
  const { result } = (await peer.ask(1, 'domains.openConsole', [demo, {}])) as { result: object }
  const stream = new Peer(path)
  await stream.ask(1, 'attach', { protocol: 1, ...result })
  driver.consoles[0]?.end()
  expect(await stream.next()).toBeUndefined()
  await server.close()
  await until(() => server.clients === 0)
})

test('a client may dial in its own way', async () => {
  const { path } = await service()
  const remote = await connect(() => {
    const socket = dial(path)
    return once(socket, 'connect').then(() => socket)
  })
  const console = await open(remote)
  console.end('hi')
  expect(await text(console)).toBe('hi')
  await remote.close()
})

test('a console that the client cannot fetch is closed', async () => {
  const { driver, path } = await service()
  const paths = [path, '/nonexistent/virt.sock']
  const remote = await connect(() => {
    const socket = dial(paths.shift() as string)
    return once(socket, 'connect').then(() => socket)
  })
  await expect(open(remote)).rejects.toMatchObject({ code: 'ENOENT' })
  await until(() => driver.consoles[0]?.destroyed === true)
  await remote.close()
})

test('a token works once, at the server that issued it, and bytes may follow it at once', async () => {
  const [one, other] = await Promise.all([service(), service()])
  const peer = new Peer(one.path)
  await peer.hello()
  const { result } = (await peer.ask(1, 'domains.openConsole', [demo, {}])) as { result: { token: string } }
  const request = { jsonrpc: '2.0', id: 7, method: 'attach', params: { protocol: 1, ...result } }
  const refused = { jsonrpc: '2.0', id: 7, error: { code: -32000, data: { code: 'AUTH_FAILED' } } }

  const elsewhere = new Peer(other.path)
  elsewhere.send(request)
  expect(await elsewhere.next()).toMatchObject(refused)

  const stream = new Peer(one.path)
  stream.socket.write(`${JSON.stringify(request)}\n"raw"\n`)
  expect([await stream.next(), await stream.next()]).toEqual([{ jsonrpc: '2.0', id: 7, result: null }, 'raw'])

  const again = new Peer(one.path)
  again.send(request)
  expect(await again.next()).toMatchObject(refused)
  expect(await again.next()).toBeUndefined()
})
