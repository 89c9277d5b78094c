import { join } from 'node:path'
import { nanoDomainXml } from '../guests/index.mjs'
import { bareGuests } from './bare-guest.mjs'
import { sharesSideBySide, timedEach, warm } from './measure.mjs'

const rounds = { rounds: 25, warmUp: 3 }
const each = 20
const command = '{"execute":"query-status"}'

/** What is asked of a guest while it runs. */
export async function* calls({ connection, libvirt, run }) {
  const domain = await connection.createDomain(nanoDomainXml({ name: 'ours' }))
  await libvirt.ask('create', nanoDomainXml({ name: 'theirs' }))
  const bare = await bareGuests(join(run, 'bare')).start()
  for (const work of monitored(domain, bare)) yield* compared(work, libvirt)
  yield* infos(domain, libvirt)
  await bare.quit()
  await domain.destroy()
  await libvirt.ask('destroy', 'theirs')
}

/** Calls for which QEMU must be asked: what they are to us, to libvirt's client, and to QEMU alone. */
const monitored = (domain, { execute }) => [
  {
    row: 'suspend and resume',
    ours: async () => {
      await domain.suspend()
      await domain.resume()
    },
    theirs: 'pause',
    floor: async () => {
      await execute('stop')
      await execute('cont')
    },
  },
  {
    row: 'raw monitor command',
    ours: () => domain.monitorCommand(command),
    theirs: 'monitor',
    floor: () => execute('query-status'),
  },
]

async function* compared({ row, ours, theirs, floor }, libvirt) {
  await warm(ours)
  const mine = () => timedEach(ours, each)
  const [both] = await sharesSideBySide(mine, () => libvirt.ask(theirs, 'theirs', each), [0.5], rounds)
  yield { row, ...both, goal: { of: 'ratio', most: 1 / 3 } }
  const [least] = await sharesSideBySide(mine, () => timedEach(floor, each), [0.5], rounds)
  yield { row, against: 'bare QMP', ...least }
}

async function* infos(domain, libvirt) {
  await warm(() => domain.info())
  const [median, slowest] = await sharesSideBySide(
    () => timedEach(() => domain.info(), 200),
    () => libvirt.ask('infos', 'theirs', 200),
    [0.5, 0.99],
    rounds,
  )
  const goal = { of: 'ratio', most: 1 }
  yield { row: 'info of a running guest, median', ...median, goal }
  yield { row: 'info of a running guest, 99 %', ...slowest, goal }
}
