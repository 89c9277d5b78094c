import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  open,
  openReadOnly,
  operationNames,
  operations,
  Registry,
  VirtError,
  type Connection,
} from '@virt/core'
import { driver as hypervisor } from '@virt/driver-hypervisor'
import { driver as proxy } from '@virt/driver-proxy'
import { driver as xend } from '@virt/driver-xend'
import { driver as xenstore } from '@virt/driver-xenstore'
import { driver as xm } from '@virt/driver-xm'
import { createGuest, destroyGuest, guest, guests } from '../../../xen-lab/dom0.js'
import { asNobody, listenAsNobody } from './as-nobody.js'
import { ProxyDaemon } from './proxy-daemon.js'
import { QuietXend } from './quiet-xend.js'
import { RecordedXend, transcripts } from './recorded-xend.js'
import { Relay } from './relay.js'

const files = '/tmp/etc-xen'
const socket = '/run/xenstored/socket'
const quietXend = new QuietXend('/tmp/xend-socket')
const drivers = { hypervisor, xenstore, proxy, xend, xm } as const
type Name = keyof typeof drivers
const names = Object.keys(drivers) as Name[]

/** All ways to install some of the five. */
const subsets = Array.from({ length: 31 }, (_, index) =>
  names.filter((_name, bit) => ((index + 1) >> bit) & 1),
)

function registryOf(installed: readonly Name[]): Registry {
  const registry = new Registry()
  for (const name of installed) registry.register(drivers[name])
  return registry
}

const connect = (installed: readonly Name[], options: object = {}): Promise<Connection> =>
  open('xen:///', { registry: registryOf(installed), ...options })

const opened = ({ channels }: Connection): string[] =>
  channels.filter(({ status }) => status === 'open').map(({ driver }) => driver)

const codeOf = async (attempt: Promise<unknown>): Promise<string> => {
  try {
    await attempt
    return 'no error'
  } catch (error) {
    return VirtError.is(error) ? error.code : String(error)
  }
}

const refusalOf = (attempt: Promise<unknown>): Promise<VirtError> =>
  attempt.then(
    () => assert.fail('it must not open'),
    (error: unknown) => error as VirtError,
  )

before(async () => {
  mkdirSync(files)
  writeFileSync(
    `${files}/resting`,
    'name = "resting"\nuuid = "33333333-3333-4333-8333-333333333333"\nmemory = 64\n',
  )
  Object.assign(process.env, { VIRT_XM_CONFIG_DIR: files, VIRT_XEND_SOCKET: quietXend.path })
  await quietXend.open()
})

after(() => quietXend.close())

describe('as root, read-write', () => {
  for (const installed of subsets) {
    const expected = installed.filter((name) => name !== 'proxy')
    if (expected.length === 0)
      it(`${installed.join(' + ')} does not open, and says why`, async () => {
        const { code, message } = await refusalOf(connect(installed))
        assert.equal(code, 'NO_CONNECT')
        assert.match(message, /proxy: /)
      })
    else
      it(`${installed.join(' + ')} opens as ${expected.join(' + ')}`, async () => {
        await using connection = await connect(installed)
        assert.deepEqual(opened(connection), expected)
        for (const { status, reason } of connection.channels) if (status === 'declined') assert.ok(reason)
        const active = await connection.listDomains({ active: true })
        const seen = expected.some((name) => name === 'hypervisor' || name === 'xenstore')
        assert.deepEqual(active.map(({ id }) => id).sort(), seen ? [0, 1, 2] : [])
        if (expected.includes('xenstore'))
          assert.deepEqual(active.map(({ name }) => name).sort(), ['Domain-0', 'lab1', 'lab2'])
        const inactive = await connection.listDomains({ active: false })
        assert.deepEqual(
          inactive.map(({ name }) => name),
          expected.includes('xm') ? ['resting'] : [],
        )
      })
  }

  for (const silent of subsets.filter((each) => !each.includes('hypervisor')))
    it(`without ${silent.join(', ')} on the host, the others open`, async () => {
      const nowhere = '/tmp/not-there'
      const before = { ...process.env }
      if (silent.includes('xenstore')) process.env.XENSTORED_PATH = nowhere
      if (silent.includes('xend')) process.env.VIRT_XEND_SOCKET = nowhere
      if (silent.includes('xm')) process.env.VIRT_XM_CONFIG_DIR = nowhere
      try {
        await using connection = await connect(names)
        assert.deepEqual(
          opened(connection),
          names.filter((name) => name !== 'proxy' && !silent.includes(name)),
        )
      } finally {
        delete process.env.XENSTORED_PATH
        Object.assign(process.env, before)
      }
    })
})

describe('a genuine xend beside the real hypervisor and store', { skip: transcripts === '' }, () => {
  const path = '/tmp/recorded-xend'
  const listed = ['015', '061', '072']
  const startable = ['144', '144', '157', '158']

  before(() => (process.env.VIRT_XEND_SOCKET = path))
  after(() => (process.env.VIRT_XEND_SOCKET = quietXend.path))

  for (const installed of subsets.filter((each) => each.includes('xend')))
    it(`adds what it alone knows to ${installed.join(' + ')}`, async () => {
      using xend = await RecordedXend.open(path, ...listed)
      await using connection = await connect(installed)
      const names = (await connection.listDomains()).map(({ name }) => name)
      assert.deepEqual(names.filter((name) => name !== '').sort(), [
        'Domain-0',
        'demo-pv',
        ...(installed.includes('xenstore') ? ['lab1', 'lab2'] : []),
        ...(installed.includes('xm') ? ['resting'] : []),
      ])
      assert.equal((await connection.lookupDomainByName('demo-pv')).id, 3)
      assert.deepEqual(xend.player.strays, [])
    })

  it('is not asked for what the nearer ones know', async () => {
    using xend = await RecordedXend.open(path, ...listed)
    await using connection = await connect(names)
    const before = xend.player.played.length
    assert.equal((await (await connection.lookupDomainByName('lab1')).info()).id, 1)
    await connection.listDomains({ active: true })
    assert.deepEqual(xend.player.played.slice(before), [])
  })

  it('is asked for the change of a domain that is its own', async () => {
    using xend = await RecordedXend.open(path, ...startable)
    await using connection = await connect(names)
    const domain = await connection.lookupDomainByName('demo-managed')
    await domain.start()
    assert.equal(domain.id, 5)
    assert.ok(xend.player.played.includes('157-start'))
  })
})

describe('hypervisor and store', () => {
  it('answer lookups, info and lists of what runs, without xend', async () => {
    const { uuid } = await guest('lab1')
    await using connection = await connect(names)
    quietXend.asked.length = 0
    const domain = await connection.lookupDomainByName('lab1')
    const again = [await connection.lookupDomainById(1), await connection.lookupDomainByUuid(uuid)]
    for (const { ref } of [domain, ...again]) assert.deepEqual(ref, { id: 1, name: 'lab1', uuid })
    const { state, maxMemory } = await domain.info()
    assert.ok(['running', 'blocked'].includes(state))
    assert.ok(maxMemory >= 8192)
    await connection.listDomains({ active: true })
    assert.deepEqual(quietXend.asked, [])
  })

  it('do without xend what a Xen of today has none for', async () => {
    await using connection = await connect(['hypervisor', 'xenstore'])
    const domain = await connection.lookupDomainByName('lab1')
    await domain.suspend()
    assert.equal((await domain.info()).state, 'paused')
    await domain.resume()
    assert.notEqual((await domain.info()).state, 'paused')
    const [row] = await connection.domainStats([domain])
    assert.equal(row?.domain.name, 'lab1')
    assert.ok((row.cpu?.time ?? 0) > 0)
  })
})

describe('a channel that goes away', () => {
  it('xend: questions go on, changes say what is missing, and it comes back by itself', async () => {
    await using connection = await connect(names)
    const domain = await connection.lookupDomainByName('lab1')
    quietXend.close()
    assert.equal((await domain.info()).id, 1)
    assert.equal((await connection.listDomains({ active: true })).length, 3)
    const error = await refusalOf(domain.suspend())
    assert.equal(error.driver, 'xend')
    await quietXend.open()
    await domain.suspend()
    await domain.resume()
  })

  it('the store, where xend is there: events go on from it, and say that some may be missing', async () => {
    const lab1 = await guest('lab1')
    await withRelay(async (relay) => {
      await using connection = await connect(['hypervisor', 'xenstore', 'xend'])
      const stream = connection.events()
      await connection.on('domain', () => undefined) // resolves when the store tells
      relay.cut()
      assert.equal((await stream.next()).value?.object, 'resync')
      assert.equal((await connection.domain(lab1).info()).id, 1)
      assert.deepEqual(
        connection.channels.map(({ status }) => status),
        ['open', 'lost', 'open'],
      )
    })
  })

  it('the store, where nobody else tells events: they end with the error', async () => {
    await withRelay(async (relay) => {
      await using connection = await connect(['hypervisor', 'xenstore'])
      const stream = connection.events()
      await connection.on('domain', () => undefined) // resolves when the store tells
      relay.cut()
      assert.equal(await codeOf(stream.next()), 'CONNECTION_LOST')
      assert.equal((await connection.listDomains({ active: true })).length, 3)
    })
  })

  it('the store, with the option reconnect: it is opened again, and events go on', async () => {
    await withRelay(async (relay) => {
      await using connection = await connect(['hypervisor', 'xenstore'], { reconnect: { delay: 20 } })
      const stream = connection.events()
      await connection.on('domain', () => undefined) // resolves when the store tells
      relay.cut()
      await sleep(50)
      await relay.open()
      assert.equal((await stream.next()).value?.object, 'resync')
      assert.equal((await connection.lookupDomainByName('lab1')).id, 1)
    })
  })
})

async function withRelay(body: (relay: Relay) => Promise<void>): Promise<void> {
  const relay = new Relay('/tmp/store-relay', socket)
  await relay.open()
  process.env.XENSTORED_PATH = relay.path
  try {
    await body(relay)
  } finally {
    delete process.env.XENSTORED_PATH
    relay.cut()
  }
}

describe('a user who is not root', () => {
  it('is refused changes, and told the way out', async () => {
    assert.match(await asNobody("await open('xen:///')"), /^OPERATION_DENIED .*openReadOnly/)
  })

  it('is told why nothing can be read where no channel lets him', async () => {
    const said = await asNobody("await openReadOnly('xen:///')")
    assert.match(said, /^NO_CONNECT .*hypervisor: .*; xenstore: .*; proxy: /)
  })
})

describe('the proxy', () => {
  const daemon = new ProxyDaemon()
  before(() => daemon.start())
  after(() => daemon.stop())

  it('shows a user who is not root what hypervisor and store know', async () => {
    const said = await asNobody(`
      const connection = await openReadOnly('xen:///')
      const open = connection.channels.filter(({ status }) => status === 'open').map(({ driver }) => driver)
      const domain = await connection.lookupDomainByName('lab1')
      const all = await connection.listDomains({ active: true })
      const [{ cpu }] = await connection.domainStats([domain], { cpu: true })
      console.log(open, all.map(({ name }) => name).sort().join(), (await domain.info()).id, cpu.time > 0)`)
    assert.equal(said, "[ 'proxy' ] Domain-0,lab1,lab2 1 true")
  })

  it('has given up being root before it answers', () => {
    assert.equal(daemon.user, 65534)
  })

  it('lets nobody change anything, by the library or by frames of his own', async () => {
    const said = await asNobody(
      "await (await (await openReadOnly('xen:///')).lookupDomainByName('lab1')).destroy()",
    )
    assert.match(said, /^OPERATION_DENIED /)
    const { name, uuid, id } = await guest('lab1')
    const changes = operationNames.filter((each) => operations[each].kind === 'change')
    const frames = changes.flatMap((each) =>
      [[], [{ name, uuid, id }, {}], [{ name, uuid, id }, 1]].map((values) => [each, values]),
    )
    assert.deepEqual(new Set(await daemon.attacked(frames)), new Set(['NO_SUPPORT']))
    assert.deepEqual((await guests()).sort(), ['lab1', 'lab2'])
  })

  it('tells of guests that come and go', async () => {
    using listener = await listenAsNobody()
    await createGuest('passing')
    await destroyGuest('passing')
    assert.equal(await listener.next(), 'passing started')
    assert.equal(await listener.next(), 'passing stopped')
  })
})

describe('as root, read-only', () => {
  it('opens the same channels, and no change reaches them', async () => {
    await using connection = await openReadOnly('xen:///', { registry: registryOf(names) })
    assert.deepEqual(opened(connection), ['hypervisor', 'xenstore', 'xend', 'xm'])
    const domain = await connection.lookupDomainByName('lab1')
    assert.equal(await codeOf(domain.destroy()), 'OPERATION_DENIED')
    assert.equal((await domain.info()).id, 1)
  })
})

describe('the example', () => {
  it('watches and controls a real guest', async () => {
    const example = fileURLToPath(new URL('../../../../examples/xen-guests.mjs', import.meta.url))
    const { stdout } = await promisify(execFile)(process.execPath, [example, 'lab2'], { timeout: 60_000 })
    const said = stdout.split('\n').map((line) => line.split(/\s+/)[0])
    for (const step of [
      'connected',
      'suspended',
      'resumed',
      'pinned',
      'scheduler',
      'console',
      'shutdown',
      'event',
    ])
      assert.ok(said.includes(step), `${step} in ${stdout}`)
    assert.match(stdout, /event +lab2 stopped/)
  })
})
