import { finished } from 'node:stream/promises'
import { setImmediate as turn } from 'node:timers/promises'
import { texts } from '../corpus.mjs'
import { Peer } from '../peer.mjs'
import { settled } from '../settled.mjs'
import { sources } from '../sources.mjs'
import { lines } from './json-lines.mjs'

const greeting = {
  QMP: { version: { qemu: { major: 7, minor: 2, micro: 0 }, package: '' }, capabilities: ['oob'] },
}
const conversation = [
  greeting,
  { return: {}, id: '@id' },
  {
    timestamp: { seconds: 1, microseconds: 2 },
    event: 'SHUTDOWN',
    data: { guest: true, reason: 'guest-shutdown' },
  },
  { return: { running: true, status: 'running' } },
  { error: { class: 'GenericError', desc: 'no' } },
  { return: [1] },
]

/** What a QEMU says on its monitor: every command ends, and so does the conversation. */
export default {
  async load() {
    const { QmpClient } = await sources('qemud', 'qmp/client')
    return async (input) => {
      const peer = new Monitor()
      const spoken = settled([talk(QmpClient, peer)])
      const over = finished(peer).catch(() => undefined)
      await peer.say(input)
      await Promise.all([spoken, over])
    }
  },
  words: [
    '{"return":',
    '{"event":"',
    '"id":"@id"',
    '{"error":{"class":"',
    '{"QMP":{"version":{"qemu":{',
    ...lines.words,
  ],
  seeds: () => [lines.of(conversation), ...texts(['qemucaps'], '.replies').map(repliesOf)],
  arbitrary(fc) {
    const message = fc.record(
      {
        ...{
          QMP: fc.oneof(fc.constant(greeting.QMP), fc.jsonValue()),
          id: fc.oneof(fc.constant('@id'), fc.jsonValue()),
        },
        ...{
          return: fc.jsonValue(),
          error: fc.oneof(fc.jsonValue(), fc.record({ class: fc.string(), desc: fc.string() })),
        },
        ...{ event: fc.oneof(fc.string(), fc.jsonValue()), data: fc.jsonValue(), timestamp: fc.jsonValue() },
      },
      { requiredKeys: [] },
    )
    const begin = fc.constantFrom([], [greeting], conversation.slice(0, 2))
    return fc
      .tuple(begin, fc.array(message, { maxLength: 8 }))
      .map(([first, more]) => lines.of([...first, ...more]).toString())
  },
}

/** Says the id of the client's first command where it is to say `@id`. */
class Monitor extends Peer {
  #id = '@id'

  /** A command comes only after the greeting. */
  async say(bytes) {
    const rest = bytes.indexOf('\n') + 1
    this.push(bytes.subarray(0, rest))
    await turn()
    await super.say(bytes.subarray(rest))
  }

  _write(chunk, encoding, done) {
    this.#id = /"id":"([^"]+)"/.exec(chunk)?.[1] ?? this.#id
    super._write(chunk, encoding, done)
  }

  push(piece) {
    return super.push(piece && Buffer.from(piece.toString('latin1').replaceAll('@id', this.#id), 'latin1'))
  }
}

async function talk(QmpClient, peer) {
  const client = await QmpClient.open(peer)
  client.onEvent(({ event, data }) => event.length + Object.keys(data).length)
  await settled([
    client.execute('query-status'),
    client.execute('query-block'),
    client.executeRaw('query-version'),
    client.execute('device_add', { driver: 'a' }),
    client.closed,
  ])
}

/** Recorded answers, as if they had been given to us. */
function repliesOf(text) {
  const messages = text
    .toString()
    .split('\n\n')
    .map((message) => JSON.parse(message))
  const answers = messages.filter((message) => !('execute' in message))
  return lines.of([...conversation.slice(0, 2), ...answers]).subarray(0, 200_000)
}
