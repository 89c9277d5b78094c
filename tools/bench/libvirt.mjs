import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { open } from '@virt/core'
import { nanoDomainXml } from '../guests/index.mjs'
import { peer } from '../peers.mjs'
import { hasLibvirt, startLibvirt } from './libvirt-peer.mjs'
import { sideBySide, spread } from './measure.mjs'
import { startDaemon } from './qemu-daemon.mjs'

const guests = 30
const definitions = 1000
const confined = 'cgroups and mount namespaces: theirs where the host has them, ours none; seccomp: both'

/** QEMU through our daemon against QEMU through libvirtd and its Python client: the same guest, the same calls, in turns. */
export async function* rows() {
  if (!peer('qemu') || !hasLibvirt())
    return yield { row: 'all', skipped: 'no libvirtd with python3-libvirt, or not root' }
  await import('@virt/driver-qemu')
  const directory = await mkdtemp(join(tmpdir(), 'virt-bench-'))
  const libvirt = await startLibvirt(join(directory, 'libvirt'))
  const daemon = await startDaemon(directory)
  const connection = await open(`qemu:///session?socket=${daemon.socket}`)
  try {
    for await (const row of compared({ connection, libvirt, daemon }))
      yield { ...row, row: `${row.row}, ours / libvirt's`, note: confined }
  } finally {
    await connection.close()
    libvirt.end()
    await daemon.end()
    await rm(directory, { recursive: true, force: true })
  }
}

async function* compared(sides) {
  yield* oneGuest(sides)
  yield* manyGuests(sides)
  yield* manyDefinitions(sides)
}

const xmlOf = (name) => nanoDomainXml({ name })
const slower = (most) => ({ of: 'ratio', most })

async function* oneGuest({ connection, libvirt }) {
  const domain = { current: undefined }
  const create = async () => void (domain.current = await connection.createDomain(xmlOf('ours')))
  yield {
    row: 'create -> running',
    ...(await sideBySide(
      async () => {
        const spent = await timed(create)
        await domain.current.destroy()
        return spent
      },
      async () => {
        const spent = await libvirt.ask('create', xmlOf('theirs'))
        await libvirt.ask('destroy', 'theirs')
        return spent
      },
    )),
    goal: slower(0.2),
  }
  yield {
    row: 'destroy',
    ...(await sideBySide(
      async () => {
        await create()
        return timed(() => domain.current.destroy())
      },
      async () => {
        await libvirt.ask('create', xmlOf('theirs'))
        return libvirt.ask('destroy', 'theirs')
      },
    )),
    goal: slower(0.05),
  }
  yield {
    row: 'shutdown -> its event',
    ...(await sideBySide(
      async () => {
        await create()
        await booted()
        return timed(() => shutdown(connection, domain.current))
      },
      async () => {
        await libvirt.ask('create', xmlOf('theirs'))
        await booted()
        return libvirt.ask('shutdown', 'theirs')
      },
    )),
    goal: slower(0.05),
  }
  await create()
  await libvirt.ask('create', xmlOf('theirs'))
  yield* running(connection, domain.current, libvirt)
  await domain.current.destroy()
  await libvirt.ask('destroy', 'theirs')
}

async function* running(connection, domain, libvirt) {
  const many = { batch: 20 }
  yield {
    row: 'suspend and resume',
    ...(await sideBySide(
      () =>
        timed(async () => {
          await domain.suspend()
          await domain.resume()
        }),
      () => libvirt.ask('pause', 'theirs'),
      many,
    )),
    goal: slower(1 / 3),
  }
  yield {
    row: 'raw monitor command',
    ...(await sideBySide(
      () => timed(() => domain.monitorCommand('{"execute":"query-status"}')),
      () => libvirt.ask('monitor', 'theirs'),
      many,
    )),
    goal: slower(1 / 3),
  }
  yield {
    row: 'info of a running guest',
    ...(await sideBySide(
      () => timed(() => domain.info()),
      () => libvirt.ask('info', 'theirs'),
      { batch: 200 },
    )),
    goal: slower(1),
  }
  yield {
    row: 'define and undefine',
    ...(await sideBySide(
      () =>
        timed(async () => {
          const defined = await connection.defineDomain(xmlOf('passing'))
          await defined.undefine()
        }),
      () => libvirt.ask('defineUndefine', xmlOf('passing')),
      many,
    )),
    goal: slower(1),
  }
}

async function* manyGuests({ connection, libvirt, daemon }) {
  const names = Array.from({ length: guests }, (_, index) => `guest${index}`)
  const idle = memory(daemon.pid)
  const startAll = () => Promise.all(names.map((name) => connection.createDomain(xmlOf(name))))
  const destroyAll = async () =>
    Promise.all((await connection.listDomains()).map((domain) => domain.destroy()))
  const theirsIdle = await libvirt.ask('memory')
  yield {
    row: `${guests} guests started at once`,
    ...(await sideBySide(
      async () => {
        const spent = await timed(startAll)
        await destroyAll()
        return spent
      },
      async () => {
        const spent = await libvirt.ask('createAll', names.map(xmlOf))
        for (const name of names) await libvirt.ask('destroy', name)
        return spent
      },
      { rounds: 3, warmUp: 0 },
    )),
    goal: slower(0.5),
  }
  await startAll()
  await libvirt.ask('createAll', names.map(xmlOf))
  yield {
    row: `all stats of ${guests} running guests`,
    ...(await sideBySide(
      () => timed(() => connection.domainStats()),
      () => libvirt.ask('stats'),
      { batch: 5 },
    )),
    goal: slower(0.2),
  }
  yield {
    row: 'memory of the idle daemon',
    unit: 'MiB',
    ours: spread([idle]),
    bare: spread([theirsIdle]),
    goal: { of: 'ours', most: 90 },
  }
  yield {
    row: 'memory for each guest more',
    unit: 'MiB',
    ours: spread([(memory(daemon.pid) - idle) / guests]),
    goal: { of: 'ours', most: 1 },
  }
  await destroyAll()
  for (const name of names) await libvirt.ask('destroy', name)
}

async function* manyDefinitions({ connection, libvirt }) {
  const xmls = Array.from({ length: definitions }, (_, index) => xmlOf(`inactive${index}`))
  for (const xml of xmls) await connection.defineDomain(xml)
  await libvirt.ask('defineAll', xmls)
  yield {
    row: `list of ${definitions} inactive`,
    ...(await sideBySide(
      () => timed(() => connection.listDomains()),
      () => libvirt.ask('list'),
      { batch: 5 },
    )),
    goal: slower(1),
  }
  yield {
    row: `stats of ${definitions} inactive`,
    ...(await sideBySide(
      () => timed(() => connection.domainStats()),
      () => libvirt.ask('stats'),
      { batch: 5 },
    )),
    goal: slower(1),
  }
  for (const domain of await connection.listDomains()) await domain.undefine()
  await libvirt.ask('undefineAll')
}

async function shutdown(connection, domain) {
  const stopped = resolvers()
  const stop = await connection.on('domain', ({ event }) => event === 'stopped' && stopped.resolve())
  await domain.shutdown()
  await stopped.promise
  stop()
}

function resolvers() {
  const made = {}
  made.promise = new Promise((resolve) => (made.resolve = resolve))
  return made
}

/** The tiny guest hears the power button when it is up, which takes it 0.1 s. */
const booted = () => new Promise((resolve) => setTimeout(resolve, 500))

async function timed(work) {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** MiB. */
function memory(pid) {
  return Number(/VmRSS:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024
}
