import { join } from 'node:path'
import { open } from '@virt/core'
import { nanoDomainXml } from '../guests/index.mjs'
import { peer } from '../peers.mjs'
import { bareGuests } from './bare-guest.mjs'
import { guestDirectories } from './directories.mjs'
import { sideBySide } from './measure.mjs'
import { startDaemon } from './qemu-daemon.mjs'

const count = 30
const names = Array.from({ length: count }, (_, index) => `bench${index}`)

/** The life of the tiny guest, through the engine in this process and through its daemon, against QEMU driven by hand. */
export async function* rows() {
  if (!peer('qemu')) return yield { row: 'create -> running', skipped: 'no qemu-system-x86_64' }
  await import('@virt/driver-qemu')
  const { disk, memory, end } = guestDirectories()
  const bare = bareGuests(join(disk, 'qmp'))
  try {
    yield* compare('embed', await open(`qemu:///embed?root=${join(disk, 'embed')}`), bare)
    const daemon = await startDaemon(disk, { run: memory })
    yield* compare('daemon', await open(`qemu:///session?socket=${daemon.socket}`), bare)
    await daemon.end()
  } finally {
    end()
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
