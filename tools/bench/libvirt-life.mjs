import { join } from 'node:path'
import { sideBySide, timed } from './measure.mjs'
import { listenToGuest } from './ready-guest.mjs'

const few = { rounds: 9, warmUp: 1 }

/** A guest from its start to its end. */
export async function* life({ connection, libvirt, run }) {
  const guest = await listenToGuest(join(run, 'serial'))
  const sides = { ours: ours(connection, guest), theirs: theirs(libvirt, guest) }
  yield row('create -> running', await starts(sides, ({ running }) => running), 0.2)
  yield row('create -> the guest speaks', await starts(sides, ({ up }) => up), 1)
  yield row('destroy', await ends(sides, (domain) => timed(() => domain.destroy()), 'destroy'), 0.05)
  for (const change of ['destroy', 'shutdown']) {
    const told = (domain) => timed(() => untilStopped(connection, () => domain[change]()))
    const times = await ends(sides, told, change === 'destroy' ? 'destroyTold' : 'shutdown')
    yield row(`${change} -> its event`, times, 0.05)
  }
  guest.close()
}

const row = (name, times, most) => ({ row: name, ...times, goal: { of: 'ratio', most } })

/** Milliseconds until it runs and until it speaks, and how to end it. */
const ours = (connection, guest) => async () => {
  const ready = guest.ready()
  const start = performance.now()
  const domain = await connection.createDomain(guest.xml('ours'))
  const running = performance.now() - start
  await ready
  return { running, up: performance.now() - start, domain, end: () => domain.destroy() }
}

const theirs = (libvirt, guest) => async () => {
  const ready = guest.ready()
  const start = performance.now()
  const running = await libvirt.ask('create', guest.xml('theirs'))
  await ready
  const end = (how = 'destroy') => libvirt.ask(how, 'theirs')
  return { running, up: performance.now() - start, end }
}

function starts(sides, which) {
  const begun = (side) => async () => {
    const { end, ...times } = await side()
    await end()
    return which(times)
  }
  return sideBySide(begun(sides.ours), begun(sides.theirs), few)
}

function ends(sides, end, theirEnd) {
  return sideBySide(
    async () => end((await sides.ours()).domain),
    async () => (await sides.theirs()).end(theirEnd),
    few,
  )
}

async function untilStopped(connection, change) {
  let stopped
  const told = new Promise((resolve) => (stopped = resolve))
  const stop = await connection.on('domain', ({ event }) => event === 'stopped' && stopped())
  await change()
  await told
  stop()
}
