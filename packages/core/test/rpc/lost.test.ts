import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { VirtError } from '../../src/driver.js'
import { connect } from '../../src/rpc.js'
import { client, service, socketPath, until } from './service.js'
import { demo } from './tiny-driver.js'

const server = `
  const greeting = { protocol: 1, contract: 1, driver: 'doomed', operations: ['domains.info'], readOnly: false }
  require('node:net').createServer((socket) => socket.on('data', (chunk) => {
    if (String(chunk).includes('hello')) socket.write(JSON.stringify({ jsonrpc: '2.0', id: 1, result: greeting }) + '\\n')
    else socket.write('{"jsonrpc":', () => process.kill(process.pid, 'SIGKILL'))
  })).listen(process.argv[1], () => process.send('ready'))
`

test('a server that is killed in mid-answer', async () => {
  const path = socketPath()
  const child = spawn(process.execPath, ['-e', server, path], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  await once(child, 'message')
  const remote = await client(path, { name: 'doomed' })
  const calls = await Promise.allSettled([remote.domains?.info?.(demo, {}), remote.domains?.info?.(demo, {})])
  const lost = { status: 'rejected', reason: { code: 'CONNECTION_LOST' } }
  expect(calls).toMatchObject([lost, lost])
  expect(await remote.lost).toMatchObject({
    code: 'CONNECTION_LOST',
    message: 'connection lost: end of file from doomed',
  })
})

test('a server that is killed before it has taken the connection', async () => {
  const path = socketPath()
  const listen = "require('node:net').createServer().listen(process.argv[1], () => process.send('ready'))"
  const child = spawn(process.execPath, ['-e', listen, path], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  await once(child, 'message')
  child.kill('SIGSTOP')
  const connecting = connect(path)
  child.kill('SIGKILL')
  while (existsSync(`/proc/${child.pid}/exe`)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
  await expect(connecting).rejects.toMatchObject({ code: 'CONNECTION_LOST' })
})

test('a server that ends says so', async () => {
  const { driver, path, server } = await service()
  const remote = await client(path)
  const call = remote.domains?.suspend?.(demo, {})
  const lost = expect(call).rejects.toMatchObject({ code: 'CONNECTION_LOST', detail: 'the server ends' })
  await until(() => driver.suspending === 1)
  await server.close()
  await lost
  expect(driver.suspending).toBe(0)
})

test('a lost driver is passed on', async () => {
  const { driver, path, server } = await service()
  const remote = await client(path)
  driver.lose(new VirtError('CONNECTION_LOST', 'the hypervisor is gone', { origin: 'TEST' }))
  expect(await remote.lost).toMatchObject({
    code: 'CONNECTION_LOST',
    detail: 'the hypervisor is gone',
    origin: 'TEST',
  })
  await until(() => server.clients === 0)
  await expect(client(path)).rejects.toMatchObject({ detail: 'the hypervisor is gone' })
})

test('a connection that is closed by its owner is not lost', async () => {
  const { path } = await service()
  const remote = await client(path)
  let lost = false
  void remote.lost?.then(() => (lost = true))
  await remote.close()
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(lost).toBe(false)
})

test('the number of clients is told as it changes', async () => {
  const { path, server } = await service()
  const told: number[] = []
  const stop = server.on('clients', (clients) => told.push(clients))
  const [one, other] = [await client(path), await client(path)]
  await one.close()
  await until(() => told.length === 3)
  stop()
  await other.close()
  await until(() => server.clients === 0)
  expect(told).toEqual([1, 2, 1])
})
