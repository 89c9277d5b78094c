import { once } from 'node:events'
import { createServer } from 'node:net'
import { settled } from '../settled.mjs'
import { sources } from '../sources.mjs'
import { lines } from './json-lines.mjs'
import { scratch } from './scratch.mjs'

const answers = [
  [
    { return: 4 },
    { return: [{ name: 'eth0', 'hardware-address': '52:54:00:00:00:01', 'ip-addresses': [{}] }] },
  ],
  [{ return: { 'host-name': 'a' } }],
  [{ error: { class: 'CommandNotFound', desc: 'no' } }],
]

/** What a guest's agent answers to its commands, after the number that it is asked for. */
export default {
  async load() {
    const agent = await sources(
      'qemud',
      'engine/agent/agent-channel',
      'engine/agent/addresses',
      'engine/agent/guest-info',
    )
    const guest = new HostileAgent()
    const path = `${scratch('agent')}/socket`
    await once(guest.server.listen(path), 'listening')
    return async (input) => {
      guest.input = input
      await settled([converse(agent, path), info(agent, path)])
    }
  },
  words: [...lines.words, '{"return":', '{"error":{"desc":"', '"ip-addresses":[', '\xff'],
  seeds: () => answers.map(lines.of),
  arbitrary: (fc) =>
    fc
      .array(fc.record({ return: fc.jsonValue(), error: fc.jsonValue() }, { requiredKeys: [] }), {
        maxLength: 5,
      })
      .map((messages) => lines.of(messages).toString()),
}

/** Answers with the number that it is asked for, and then with the input. */
class HostileAgent {
  input = Buffer.alloc(0)
  server = createServer((socket) => {
    let heard = ''
    let synchronized = false
    socket.on('error', () => undefined)
    socket.on('data', (chunk) => {
      heard += chunk.toString('latin1')
      const [, id] = /"id":(\d+)}}\n/.exec(heard) ?? []
      if (id === undefined) return
      if (!synchronized) socket.write(`\xff{"return":${id}}\n`, 'latin1')
      synchronized = true
      if (heard.split('\n').length > 2) socket.end(this.input)
    })
  })
}

async function converse({ AgentChannel, addressesOf }, path) {
  const channel = await AgentChannel.open(path, AbortSignal.timeout(60_000))
  try {
    const answer = await channel.ask('{"execute":"guest-x"}')
    addressesOf(answer.return)
  } finally {
    channel.close()
  }
}

/** Everything that a guest may tell of itself. */
async function info({ guestInfo }, path) {
  const agent = { run: (work) => work() }
  const channel = {
    type: 'unix',
    sources: [{ mode: 'bind', path }],
    target: { name: 'org.qemu.guest_agent.0' },
  }
  const config = { devices: { channels: [channel] } }
  await guestInfo({ running: () => ({ agent, state: 'running', config }), config }, {}, {})
}
