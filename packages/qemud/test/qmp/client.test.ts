import { spawn } from 'node:child_process'
import type { Socket } from 'node:net'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { QmpClient } from '../../src/qmp/client.js'
import { peer } from '../../../../tools/peers.mjs'
import { fakeMonitor, greeting, type FakeMonitor } from './fake-monitor.js'

let monitor: FakeMonitor
beforeEach(async () => {
  monitor = await fakeMonitor()
})
afterEach(() => monitor[Symbol.asyncDispose]())

async function negotiated(lineLimit?: number): Promise<QmpClient> {
  const opening = QmpClient.open(monitor.ours, { lineLimit })
  monitor.qemu.write(greeting)
  monitor.qemu.write(answerTo(await monitor.next()))
  return opening
}

/** QEMU repeats the id of a command, which ours has in the first one only. */
function answerTo(first: string): string {
  const [command = ''] = first.split('\n')
  const { id } = JSON.parse(command) as { id: string }
  return `{"return": {}, "id": "${id}"}\r\n`
}

describe('opening', () => {
  test('waits for the greeting, negotiates, and knows the version', async () => {
    const client = await negotiated()
    expect({ state: client.state, version: client.version, sent: monitor.received }).toEqual({
      state: 'running',
      version: { qemu: { major: 7, minor: 2, micro: 0 }, package: 'fake' },
      sent: [expect.stringMatching(/^\{"execute":"qmp_capabilities","id":"[\w-]{8}"\}\n\{"execute":"$/)],
    })
  })

  test('gives up after its timeout and hangs up', async () => {
    const opening = QmpClient.open(monitor.ours, { timeout: 20 })
    await expect(opening).rejects.toMatchObject({ code: 'OPERATION_TIMEOUT', origin: 'QEMU' })
    expect(monitor.ours.destroyed).toBe(true)
  })

  test('ends when its signal is aborted, before or during', async () => {
    await expect(QmpClient.open(monitor.ours, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'OPERATION_ABORTED',
    })
  })

  test.each([
    ['text', 'SSH-2.0-OpenSSH_9.2\r\n'],
    ['other JSON', '[1, 2]\n'],
    ['an answer before the greeting', '{"return": {}, "id": 0}\n'],
    ['a greeting without version', '{"QMP": {}}\n'],
  ])('refuses a peer that says %s', async (_, said) => {
    const opening = QmpClient.open(monitor.ours)
    monitor.qemu.write(said)
    await expect(opening).rejects.toMatchObject({
      code: 'CONNECTION_LOST',
      detail: 'the peer does not speak QMP',
    })
  })

  test('fails at once on a socket that is gone already', async () => {
    monitor.ours.destroy()
    await once(monitor.ours, 'close')
    await expect(QmpClient.open(monitor.ours)).rejects.toMatchObject({ code: 'CONNECTION_LOST' })
  })

  test('hangs up when negotiation is refused', async () => {
    const opening = QmpClient.open(monitor.ours)
    monitor.qemu.write(greeting)
    const refusal = '"error": {"class": "GenericError", "desc": "no"}'
    monitor.qemu.write(answerTo(await monitor.next()).replace('"return": {}', refusal))
    await expect(opening).rejects.toMatchObject({ code: 'OPERATION_FAILED' })
    expect(monitor.ours.destroyed).toBe(true)
  })

  test('takes no answer that QEMU owed whoever was connected before', async () => {
    const opening = QmpClient.open(monitor.ours)
    monitor.qemu.write(greeting)
    const first = await monitor.next()
    monitor.qemu.write(`{"return": "late"}\n{"return": {}, "id": "of another"}\n${answerTo(first)}`)
    const call = (await opening).execute('query-status')
    monitor.qemu.write('{"return": "ours"}\n')
    expect(await call).toBe('ours')
  })
})

describe('commands', () => {
  test('of one tick leave in one write, behind a beginning that QEMU has read already, and are answered in order', async () => {
    const client = await negotiated()
    const calls = [client.execute('query-status', {}), client.execute('device_del', { id: 'x' })]
    expect(await monitor.next()).toBe(
      'query-status"}\n{"execute":"device_del","arguments":{"id":"x"}}\n{"execute":"',
    )
    monitor.qemu.write('{"return": "first"}\n{"return": "second"}\n')
    expect(await Promise.all(calls)).toEqual(['first', 'second'])
  })

  test('that QEMU refuses keep its class in the cause', async () => {
    const client = await negotiated()
    const call = client.execute('device_del', { id: 'x' })
    monitor.qemu.write('{"error": {"class": "DeviceNotFound", "desc": "Device \'x\' not found"}}\n')
    await expect(call).rejects.toMatchObject({
      code: 'OPERATION_FAILED',
      message: "operation failed: unable to execute QEMU command 'device_del': Device 'x' not found",
      cause: { code: 'DeviceNotFound' },
    })
  })

  test('end in CONNECTION_LOST when the socket ends', async () => {
    const client = await negotiated()
    const calls = [client.execute('stop'), client.execute('cont')]
    monitor.qemu.end()
    const lost = { status: 'rejected', reason: expect.objectContaining({ code: 'CONNECTION_LOST' }) }
    expect(await Promise.allSettled(calls)).toEqual([lost, lost])
    expect(await client.closed).toMatchObject({
      code: 'CONNECTION_LOST',
      detail: 'End of file from qemu monitor',
    })
    await expect(client.execute('cont')).rejects.toMatchObject({ code: 'CONNECTION_LOST' })
  })

  test('that time out drop their late answer', async () => {
    const client = await negotiated()
    await expect(client.execute('stop', {}, { timeout: 10 })).rejects.toMatchObject({
      code: 'OPERATION_TIMEOUT',
    })
    const next = client.execute('query-status')
    monitor.qemu.write('{"return": {}}\n{"return": {"status": "paused"}}\n')
    expect(await next).toEqual({ status: 'paused' })
  })

  test('whose signal is aborted already are not sent', async () => {
    const client = await negotiated()
    await expect(client.execute('stop', {}, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'OPERATION_ABORTED',
    })
    await sleep(5)
    expect(monitor.received).toHaveLength(1)
  })

  test('are settled by close, which is no failure', async () => {
    const client = await negotiated()
    const call = client.execute('stop')
    client.close()
    await expect(call).rejects.toMatchObject({ code: 'CONNECTION_LOST' })
    expect(await client.closed).toBeUndefined()
  })
})

describe('the stream', () => {
  test('may be cut anywhere, also within a character', async () => {
    const client = await negotiated()
    const call = client.execute('qom-get')
    for (const byte of Buffer.from('{"return": "größe"}\r\n')) monitor.qemu.write(Buffer.of(byte))
    expect(await call).toBe('größe')
  })

  test('may bring an answer of many megabytes in many chunks', async () => {
    const client = await negotiated()
    const call = client.execute('query-qmp-schema')
    const value = 'x'.repeat(1024 * 1024)
    monitor.qemu.write(`{"return": [""`)
    for (let i = 0; i < 32; i++) monitor.qemu.write(`, "${value}"`)
    monitor.qemu.write(']}\n')
    expect(await call).toHaveLength(33)
  })

  test('tells events in order, also those before the first listener', async () => {
    const opening = QmpClient.open(monitor.ours)
    monitor.qemu.write(greeting)
    const first = await monitor.next()
    const event = (name: string): string =>
      `{"timestamp": {"seconds": 1, "microseconds": 2}, "event": "${name}"}\n`
    monitor.qemu.write(`${answerTo(first)}${event('STOP')}`)
    const client = await opening
    const told: string[] = []
    client.onEvent(({ event }) => void told.push(event))
    const call = client.execute('cont')
    monitor.qemu.write(`${event('RESUME')}{"return": {}}\n`)
    await call
    expect(told).toEqual(['STOP', 'RESUME'])
  })

  test('ends the connection when a line grows past the limit', async () => {
    const client = await negotiated(1000)
    monitor.qemu.write('x'.repeat(1001))
    expect(await client.closed).toMatchObject({
      code: 'CONNECTION_LOST',
      cause: { message: 'a message of more than 1000 bytes' },
    })
  })

  test('ends the connection when an answer was never asked for', async () => {
    const client = await negotiated()
    monitor.qemu.write('{"return": {}}\n')
    expect(await client.closed).toMatchObject({ code: 'CONNECTION_LOST' })
  })
})

test.skipIf(!peer('qemu'))('a real QEMU talks with the client', async () => {
  const child = spawn(
    'qemu-system-x86_64',
    ['-machine', 'none', '-display', 'none', '-chardev', 'socket,id=m,fd=3', '-mon', 'm,mode=control'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  )
  const client = await QmpClient.open(child.stdio[3] as Socket, { timeout: 10_000 })
  const events: string[] = []
  client.onEvent(({ event }) => void events.push(event))
  const [status, machines, schema] = await Promise.all([
    client.execute('query-status'),
    client.execute('query-machines'),
    client.execute('query-qmp-schema'),
  ])
  await client.execute('quit')
  await once(child, 'exit')
  expect(status.running).toBe(true)
  expect(machines.length).toBeGreaterThan(10)
  expect(JSON.stringify(schema).length).toBeGreaterThan(100_000)
  expect(events).toEqual(['SHUTDOWN'])
  expect((await client.closed)?.code).toBe('CONNECTION_LOST')
})
