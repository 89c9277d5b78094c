import { random } from '../random.mjs'
import { settled } from '../settled.mjs'

const types = {
  directory: 1,
  read: 2,
  permissions: 3,
  watch: 4,
  start: 6,
  path: 10,
  write: 11,
  event: 15,
  error: 16,
  part: 22,
}
const conversation = [
  frame(types.watch, 1, 'OK\0'),
  frame(types.read, 2, 'value'),
  frame(types.directory, 3, 'a\0b\0'),
  frame(types.permissions, 4, 'n0\0r5\0'),
  frame(types.event, 0, '/a\0virt-1\0'),
  frame(types.error, 5, 'ENOENT\0'),
  frame(types.path, 6, '/local/domain/0\0'),
  frame(types.start, 7, '1\0'),
  frame(types.error, 8, 'E2BIG\0'),
  frame(types.part, 9, '17\0a\0b\0'),
]

/** What a store sends: every request and every watch ends, with an answer or with a code. */
export default {
  async load() {
    const { XenStoreClient } = await import('../../../packages/driver-xenstore/dist/index.js')
    return async (input) => {
      const transport = new HostileStore(input)
      const client = new XenStoreClient(transport, '/nowhere', false, 0)
      await Promise.all([settled(ask(client)), transport.speak()])
      await client.close()
    }
  },
  words: [
    ...[
      'OK\0',
      'ENOENT\0',
      'E2BIG\0',
      'n0\0',
      'virt-1\0',
      '/a\0',
      '\0',
      '\0\0',
      '\xff\xff\xff\xff',
      '\x00\x10\x00\x00',
    ],
    ...['\x01\x10\x00\x00', ...Object.values(types).map((type) => `${String.fromCharCode(type)}\0\0\0`)],
  ],
  seeds: () => [Buffer.concat(conversation), ...conversation],
  arbitrary(fc) {
    const type = fc.oneof(fc.constantFrom(...Object.values(types)), fc.nat(30), fc.nat(0xffffffff))
    const payload = fc.oneof(
      fc.constantFrom(
        'OK\0',
        '',
        'a\0b\0',
        'n0\0b3\0',
        '/a\0virt-1\0',
        'EACCES\0',
        'T\0',
        '18446744073709551616\0',
      ),
      fc.string({ unit: 'binary', maxLength: 30 }),
    )
    const message = fc
      .tuple(type, fc.oneof(fc.nat(12), fc.nat(0xffffffff)), payload)
      .map((parts) => frame(...parts))
    const tail = fc.string({ unit: 'binary', maxLength: 16 })
    return fc
      .tuple(fc.array(message, { maxLength: 15 }), tail)
      .map(([all, rest]) => [...Buffer.concat(all), ...Buffer.from(rest)])
  },
}

function frame(type, request, payload) {
  const body = Buffer.from(payload, 'latin1')
  const header = Buffer.alloc(16)
  header.writeUInt32LE(type, 0)
  header.writeUInt32LE(request, 4)
  header.writeUInt32LE(body.length, 12)
  return Buffer.concat([header, body])
}

function ask(client) {
  const watch = client.watch('/a')
  return [
    watch.next(),
    client.read('/a'),
    client.directory('/a'),
    client.permissions('/a'),
    client.tryRead('/a'),
    client.domainPath(0),
    client.transaction((transaction) => transaction.read('/a')),
    client.directory('/b'),
    client.write('/a', 'b'),
    client.lost,
  ]
}

/** The other side of a socket. */
class HostileStore {
  payloadLimit = 4096
  anonymousWatches = false
  #input
  #listener

  constructor(input) {
    this.#input = input
  }

  listen(listener) {
    this.#listener = listener
  }

  send() {}

  /** In pieces, as they may come. */
  async speak() {
    const dice = random(this.#input.length)
    for (let at = 0; at < this.#input.length && this.#listener;) {
      const piece = Buffer.from(
        this.#input.subarray(at, at + 1 + dice.below(dice.below(2) === 0 ? 40 : 32_768)),
      )
      this.#listener.received(piece, piece.length)
      at += piece.length
      await undefined
    }
    this.#listener?.ended(undefined)
  }

  async close() {
    this.#listener = undefined
  }
}
