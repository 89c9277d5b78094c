import assert from 'node:assert/strict'
import { createServer } from 'node:net'
import { PassThrough, duplexPair } from 'node:stream'
import { finished } from 'node:stream/promises'
import { Peer } from '../peer.mjs'
import { lines } from './json-lines.mjs'

const demo = { name: 'demo', uuid: '6695eb01-f6a4-8304-79aa-97f2502e193f', id: 1 }
const domain = { state: 'running', maxMemory: 4096, memory: 4096, vcpus: 1, cpuTime: 7, id: 1 }
const hello = { jsonrpc: '2.0', id: 0, method: 'hello', params: { protocol: 1, parts: true, tables: true } }
const request = (id, method, ...params) => ({ jsonrpc: '2.0', id, method, params })
const conversation = [
  hello,
  request(1, 'domains.info', demo),
  request(2, 'domains.subscribe'),
  request(3, 'domains.openConsole', demo, {}),
  { jsonrpc: '2.0', method: 'cancel', params: { id: 2 } },
  request(
    4,
    'domains.defineXml',
    '<domain type="test"><name>a</name><memory>1</memory><os><type>hvm</type></os></domain>',
    {},
  ),
]

/** What a client sends to a daemon: whatever it is, the daemon lets it go in the end, and answers others as before. */
export default {
  async load() {
    const { connect, serve } = await import('../../../packages/core/dist/rpc.js')
    const server = createServer()
    const served = serve(tiny(), server)
    const good = await connect(async () => {
      const [mine, other] = duplexPair()
      server.emit('connection', other)
      return mine
    })
    return async (input) => {
      const peer = new Peer()
      const over = finished(peer).catch(() => undefined)
      server.emit('connection', peer)
      await peer.say(input)
      assert.deepEqual(await good.domains.info(demo, {}), domain)
      await over
      assert.equal(served.clients, 1)
    }
  },
  words: [
    ...lines.words,
    '{"jsonrpc":"2.0","id":',
    '"method":"domains.info"',
    '"params":[',
    JSON.stringify(hello),
    '"cancel"',
  ],
  seeds: () => [
    lines.of(conversation),
    lines.of([{ ...hello, method: 'attach', params: { protocol: 1, token: 'a' } }]),
  ],
  arbitrary(fc) {
    const anything = fc.oneof(
      fc.jsonValue(),
      fc.constant(demo),
      fc.constant([demo, {}]),
      fc.constant({ id: 1 }),
    )
    const method = fc.oneof(fc.constantFrom(...known, 'cancel', 'hello', 'attach', '__proto__'), fc.string())
    const shape = { jsonrpc: fc.constant('2.0'), id: fc.oneof(fc.nat(5), anything), method, params: anything }
    const message = fc.record(shape, { requiredKeys: ['jsonrpc'] })
    const begin = fc.constantFrom([hello], [hello], [])
    return fc
      .tuple(begin, fc.array(message, { maxLength: 10 }))
      .map(([first, more]) => lines.of([...first, ...more]).toString())
  },
}

const known = [
  'domains.info',
  'domains.list',
  'domains.config',
  'domains.openConsole',
  'domains.subscribe',
  'domains.destroy',
]

/** A hypervisor with one domain. */
function tiny() {
  const domains = {
    list: async () => [{ ...demo, state: 'running' }],
    info: async () => domain,
    lookupByName: async (name) => ({ ...demo, name }),
    config: async () => ({ type: 'test', name: 'demo', memory: 4096 }),
    define: async () => demo,
    destroy: async () => undefined,
    suspend: (_domain, { signal }) =>
      new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    openConsole: async () => new PassThrough(),
    subscribe: async () => () => undefined,
  }
  return { driver: 'tiny', domains, host: {}, close: async () => undefined }
}
