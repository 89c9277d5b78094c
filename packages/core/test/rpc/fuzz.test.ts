import { once } from 'node:events'
import { createServer } from 'node:net'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { operationNames } from '../../src/driver.js'
import { connect } from '../../src/rpc.js'
import { client, Peer, service, socketPath, until } from './service.js'
import { demo, info } from './tiny-driver.js'

const anything = fc.oneof(fc.jsonValue(), fc.constant(demo), fc.constant({ id: 1 }), fc.constant([demo, {}]))
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined })

const request = fc.record({
  jsonrpc: fc.constant('2.0'),
  id: maybe(fc.oneof(fc.nat(5), anything)),
  method: fc.constantFrom(...operationNames, 'cancel', 'hello', '__proto__'),
  params: maybe(anything),
})

const reply = fc.record({
  jsonrpc: fc.constant('2.0'),
  id: maybe(fc.oneof(fc.nat(5), anything)),
  method: maybe(fc.constantFrom('event', 'progress', 'cancel')),
  params: maybe(anything),
  result: maybe(anything),
  error: maybe(fc.oneof(anything, fc.record({ code: fc.integer(), message: fc.string(), data: anything }))),
})

test('no sequence of requests disturbs the server or its other clients', async () => {
  const { path, server } = await service()
  const good = await client(path)
  await fc.assert(
    fc.asyncProperty(fc.array(request, { minLength: 1, maxLength: 8 }), async (requests) => {
      const peer = new Peer(path)
      await peer.hello()
      for (const each of requests) peer.send(each)
      expect(await good.domains?.info?.(demo, {})).toEqual(info)
      peer.socket.destroy()
      await peer.closed
    }),
    { numRuns: 200 },
  )
  await until(() => server.clients === 1)
})

test('no sequence of answers leaves a client waiting', async () => {
  const path = socketPath()
  let answers: readonly unknown[] = []
  const greeting = { protocol: 1, contract: 1, driver: 'fuzz', operations: operationNames, readOnly: false }
  const server = createServer((socket) => {
    socket.once('data', () => {
      socket.write(`${JSON.stringify({ jsonrpc: '2.0', id: 1, result: greeting })}\n`)
      socket.once('data', () => socket.end(answers.map((each) => `${JSON.stringify(each)}\n`).join('')))
    })
    socket.on('error', () => undefined)
  })
  await once(server.listen(path), 'listening')
  onTestFinished(() => void server.close())
  await fc.assert(
    fc.asyncProperty(fc.array(reply, { maxLength: 8 }), async (replies) => {
      answers = replies
      const remote = await connect(path)
      const calls = [remote.domains?.info?.(demo, {}), remote.domains?.subscribe?.(() => undefined, {})]
      await Promise.allSettled(calls)
      expect((await remote.lost)?.code).toMatch(/^(CONNECTION_LOST|RPC)$/)
    }),
    { numRuns: 200 },
  )
})
