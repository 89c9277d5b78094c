import { settled } from '../settled.mjs'

const uuid = '6695eb01-f6a4-8304-79aa-97f2502e193f'
const home = '/local/domain/7'
const back = '/local/domain/0/backend'
const paths = [
  ...[
    `${home}/name`,
    `${home}/vm`,
    `${home}/memory/target`,
    `${home}/memory/static-max`,
    `${home}/control/shutdown`,
  ],
  ...[
    `${home}/console/tty`,
    `${home}/console/vnc-port`,
    `${home}/device/console/1/tty`,
    `${home}/cpu/0/availability`,
  ],
  ...[
    `/vm/${uuid}/image/ostype`,
    `/vm/${uuid}/image/kernel`,
    `/vm/${uuid}/image/cmdline`,
    `/vm/${uuid}/memory`,
  ],
  ...[
    `${back}/vbd/7/51712/params`,
    `${back}/vbd/7/51712/dev`,
    `${back}/vbd/7/51712/mode`,
    `${back}/vfb/7/0/vncpasswd`,
  ],
  ...[
    `${back}/vif/7/0/mac`,
    `${back}/vif/7/0/bridge`,
    `${back}/vif/7/0/ip`,
    `${back}/vif/7/0/script`,
    `${home}/unique-domain-id`,
  ],
]
const values = [
  ...[
    'guest',
    `/vm/${uuid}`,
    '/vm/x',
    '4194304',
    '-1',
    '18446744073709551616',
    'online',
    'offline',
    'hvm',
    'linux',
    '',
  ],
  ...[
    '/dev/pts/7',
    '/dev/pts/../../etc/passwd',
    'aio:/a',
    'xvda',
    'w!',
    'poweroff',
    '00:16:3e:00:00:01',
    '::1',
    '\x1b[2J',
    'a\nb',
    '\xff',
  ],
]
const whole = [
  ...[
    [paths[0], 'guest'],
    [paths[1], `/vm/${uuid}`],
    [paths[2], '65536'],
    [paths[3], '65536'],
  ],
  ...[
    [`${back}/vbd/7/51712/params`, 'aio:/a'],
    [`${back}/vbd/7/51712/dev`, 'xvda'],
    [`${back}/vif/7/0/mac`, '00:16:3e:00:00:01'],
  ],
]

/** What stands in a store, some of it written by guests: everything that the driver tells of its domains. */
export default {
  async load() {
    const { XenStoreClient, xenstoreConnection } =
      await import('../../../packages/driver-xenstore/dist/index.js')
    const { formatDomain } = await import('../../../packages/core/dist/config.js')
    return async (input) => {
      const connection = xenstoreConnection(new XenStoreClient(new Store(treeOf(input)), '/nowhere', true, 0))
      try {
        await settled([look(connection.domains, formatDomain)])
      } finally {
        await connection.close()
      }
    }
  },
  words: [...paths.map((path) => `\n${path}=`), ...values, '\n', '=', '/'],
  seeds: () => [Buffer.from(whole.map((pair) => pair.join('=')).join('\n'))],
  arbitrary: (fc) =>
    fc
      .array(fc.tuple(fc.constantFrom(...paths), fc.oneof(fc.constantFrom(...values), fc.string())), {
        maxLength: 20,
      })
      .map((pairs) => [...whole, ...pairs].map((pair) => pair.join('=')).join('\n')),
}

/** `path=value` lines. */
function treeOf(input) {
  const rows = input
    .toString('latin1')
    .split('\n')
    .map((line) => line.split('='))
  return new Map(
    rows.filter(([path]) => path.startsWith('/')).map(([path, ...value]) => [path, value.join('=')]),
  )
}

async function look(domains, formatDomain) {
  const all = await domains.list({}, {})
  for (const domain of all) {
    const questions = ['info', 'state', 'osType', 'vcpuCounts'].flatMap(
      (name) => domains[name]?.(domain, {}) ?? [],
    )
    const described = domains.config(domain, { secure: true }, {}).then(formatDomain)
    await settled([...questions, described, domains.stats([domain], {}, {})])
  }
}

/** Answers from a tree, as xenstored does. */
class Store {
  payloadLimit = 4096
  anonymousWatches = false
  #tree
  #listener

  constructor(tree) {
    this.#tree = tree
  }

  listen(listener) {
    this.#listener = listener
  }

  send({ type, request, text }) {
    const [path] = text.split('\0')
    const answer = this.#answer(type, path)
    queueMicrotask(() => this.#reply(answer === undefined ? 16 : type, request, answer ?? 'ENOENT\0'))
  }

  async close() {
    this.#listener = undefined
  }

  #answer(type, path) {
    if (type === 2) return this.#tree.get(path)
    if (type === 1) return this.#below(path)
    if (type === 3) return 'n0\0'
    if (type === 10) return `/local/domain/${path}\0`
    return type === 17 ? 'T\0' : 'OK\0'
  }

  #below(path) {
    const start = path === '/' ? path : `${path}/`
    const names = [...this.#tree.keys()]
      .filter((each) => each.startsWith(start))
      .map((each) => each.slice(start.length).split('/')[0])
    const all = [...new Set(names)].filter((name) => name !== '')
    return all.length === 0 ? undefined : all.map((name) => `${name}\0`).join('')
  }

  #reply(type, request, payload) {
    const body = Buffer.from(payload, 'latin1').subarray(0, 4096)
    const bytes = Buffer.alloc(16 + body.length)
    bytes.writeUInt32LE(type, 0)
    bytes.writeUInt32LE(request, 4)
    bytes.writeUInt32LE(body.length, 12)
    body.copy(bytes, 16)
    this.#listener?.received(bytes, bytes.length)
  }
}
