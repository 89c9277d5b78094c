import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { open } from '@virt/core'
import { nanoDomainXml } from '../guests/index.mjs'
import { peer } from '../peers.mjs'
import { bareGuests } from './bare-guest.mjs'
import { runDirectory } from './directories.mjs'
import { sideBySide } from './measure.mjs'
import { startDaemon } from './qemu-daemon.mjs'

const count = 30
const names = Array.from({ length: count }, (_, index) => `bench${index}`)

/** The life of the tiny guest, through the engine in this process and through its daemon, against QEMU driven by hand. */
export async function* rows() {
  if (!peer('qemu')) return yield { row: 'create -> running', skipped: 'no qemu-system-x86_64' }
  await import('@virt/driver-qemu')
  const directory = await mkdtemp(join(tmpdir(), 'virt-bench-'))
  const memory = await mkdtemp(join(runDirectory, 'virt-bench-'))
  const bare = bareGuests(join(directory, 'qmp'))
  try {
    yield* compare('embed', await open(`qemu:///embed?root=${join(directory, 'embed')}`), bare)
    const daemon = await startDaemon(directory, { run: memory })
    yield* compare('daemon', await open(`qemu:///session?socket=${daemon.socket}`), bare)
    await daemon.end()
  } finally {
    for (const each of [directory, memory]) await rm(each, { recursive: true })
  }
}

async function* compare(how, connection, bare) {
  const create = () => connection.createDomain(nanoDomainXml({ name: 'bench' }))
  const goals = { create: { of: 'ratio', most: 1.3 }, destroy: { of: 'ratio', most: 2 } }
  yield {
    row: `create -> running, ${how} / bare`,
    ...(await sideBySide(
      () => timeFirst(create, (domain) => domain.destroy()),
      () => timeFirst(bare.start, ({ quit }) => quit()),
      { rounds: 25 },
    )),
    goal: goals.create,
  }
  yield {
    row: `destroy, ${how} / bare`,
    ...(await sideBySide(
      () => timeSecond(create, (domain) => domain.destroy()),
      () => timeSecond(bare.start, ({ quit }) => quit()),
      { rounds: 25 },
    )),
    goal: goals.destroy,
  }
  yield await together(how, connection, bare, goals.create)
  await connection.close()
}

async function together(how, connection, bare, goal) {
  const ours = () => Promise.all(names.map((name) => connection.createDomain(nanoDomainXml({ name }))))
  const others = () => Promise.all(names.map(() => bare.start()))
  const figures = await sideBySide(
    () => timeFirst(ours, (domains) => Promise.all(domains.map((domain) => domain.destroy()))),
    () => timeFirst(others, (guests) => Promise.all(guests.map(({ quit }) => quit()))),
    { rounds: 5, warmUp: 1 },
  )
  return { row: `${count} guests started at once, ${how} / bare`, ...figures, goal }
}

async function timeFirst(first, second) {
  const start = performance.now()
  const made = await first()
  const spent = performance.now() - start
  await second(made)
  return spent
}

async function timeSecond(first, second) {
  const made = await first()
  const start = performance.now()
  await second(made)
  return performance.now() - start
}
