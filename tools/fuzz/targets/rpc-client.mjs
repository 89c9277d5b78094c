import { operationNames } from '@virt/core/driver'
import { Peer } from '../peer.mjs'
import { settled } from '../settled.mjs'
import { lines } from './json-lines.mjs'

const demo = { name: 'demo', uuid: '6695eb01-f6a4-8304-79aa-97f2502e193f', id: 1 }
const greeting = { protocol: 1, contract: 1, driver: 'fuzz', operations: operationNames, readOnly: false }
const hello = { jsonrpc: '2.0', id: 1, result: greeting }
const answer = (id, result) => ({ jsonrpc: '2.0', id, result })
const conversation = [
  hello,
  answer(2, { state: 'running', maxMemory: 1, memory: 1, vcpus: 1, cpuTime: 0 }),
  answer(3, null),
  answer(4, { token: 'a' }),
  { jsonrpc: '2.0', method: 'progress', params: { id: 5, progress: { processed: 1, total: 2 } } },
  { jsonrpc: '2.0', method: 'part', params: { id: 6, part: [demo] } },
  { jsonrpc: '2.0', method: 'part', params: { id: 6, part: { model: demo, columns: { name: ['a', 'b'] } } } },
  answer(6, [demo]),
  { jsonrpc: '2.0', method: 'event', params: { id: 3, event: { type: 'lifecycle', domain: demo } } },
  {
    jsonrpc: '2.0',
    id: 5,
    error: { code: -32000, message: 'no', data: { code: 'NO_DOMAIN', detail: 'no' } },
  },
]

/** What a daemon says to its client: every call ends, with an answer or with a code. */
export default {
  async load() {
    const { connect } = await import('../../../packages/core/dist/rpc.js')
    return async (input) => {
      const peers = []
      const dial = async () => {
        const peer = new Peer()
        peers.push(peer.say(peers.length === 0 ? input : Buffer.concat([attached, input])))
        return peer
      }
      await settled([talk(connect, dial)])
      await Promise.all(peers)
    }
  },
  words: [
    ...lines.words,
    '{"jsonrpc":"2.0","id":2,"result":',
    '"error":{"code":1,"message":"',
    '"method":"event"',
    '"method":"part","params":{"id":2,"part":[',
    '"part":{"model":{"a":1},"columns":{"a":[',
    '"data":',
  ],
  seeds: () => [lines.of(conversation)],
  arbitrary(fc) {
    const anything = fc.oneof(fc.jsonValue(), fc.constant({ id: 3 }), fc.constant({ token: 'a' }), partOf(fc))
    const failure = fc.record({ code: fc.integer(), message: fc.string(), data: anything })
    const shape = {
      jsonrpc: fc.constant('2.0'),
      id: fc.oneof(fc.nat(6), anything),
      method: fc.constantFrom('event', 'progress', 'part', 'cancel'),
      ...{ params: anything, result: anything, error: fc.oneof(anything, failure) },
    }
    const message = fc.record(shape, { requiredKeys: ['jsonrpc'] })
    const begin = fc.constantFrom([hello], [hello], [])
    return fc
      .tuple(begin, fc.array(message, { maxLength: 10 }))
      .map(([first, more]) => lines.of([...first, ...more]).toString())
  },
}

const partOf = (fc) =>
  fc.record({ id: fc.nat(6), part: fc.oneof(fc.array(fc.jsonValue()), tableOf(fc), fc.jsonValue()) })

const tableOf = (fc) =>
  fc.record({
    model: fc.dictionary(fc.string(), fc.jsonValue()),
    columns: fc.dictionary(fc.string(), fc.array(fc.jsonValue())),
  })

const attached = lines.of([{ jsonrpc: '2.0', id: 0, result: null }])

async function talk(connect, dial) {
  const connection = await connect(dial)
  const { domains = {} } = connection
  const consoles = []
  await settled([
    domains.info?.(demo, {}),
    domains.subscribe?.((event) => void event, {}),
    domains
      .openConsole?.(demo, {}, {})
      .then((console) => consoles.push(console.on('error', () => undefined))),
    domains.save?.(demo, '/a', {}, { progress: () => undefined }),
    domains.list?.({}, {}),
    connection.lost,
  ])
  for (const console of consoles) console.destroy()
  await connection.close()
}
