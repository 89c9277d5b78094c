import { setTimeout as sleep } from 'node:timers/promises'
import { ask } from './calls.mjs'
import { Changes } from './changes.mjs'
import { startDaemons } from './daemons.mjs'
import { Listener } from './listener.mjs'
import { rowsOf } from './verdict.mjs'

const clients = 8
const rounds = 20
const patience = 30_000

/**
 * Calls through both daemons at the same time, while events happen, in rounds; after each round everything that was
 * asked is answered, every event was told, and both daemons are measured.
 * @param {import('./soak.mjs').SoakOptions} options
 * @returns {Promise<import('./soak.mjs').Row[]>}
 */
export async function soak({ calls, events, withGuest, progress = () => undefined, signal }) {
  const daemons = await startDaemons()
  try {
    const sides = [daemons.qemud, daemons.proxy]
    const before = sides.map(({ gauge }) => gauge.descriptors)
    await Promise.race([work(daemons, { calls, events, withGuest, progress }), aborted(signal)])
    const after = await Promise.all(sides.map(({ gauge }, index) => settled(gauge, before[index])))
    return sides.flatMap(({ gauge }, index) => rowsOf(gauge, before[index], after[index]))
  } finally {
    await daemons.end()
  }
}

/** @param {Awaited<ReturnType<typeof startDaemons>>} daemons @param {Required<Omit<import('./soak.mjs').SoakOptions, 'signal'>>} options */
async function work({ qemud, proxy }, { calls, events, withGuest, progress }) {
  const sides = [qemud, proxy]
  const changes = await Changes.begin(qemud.socket, { withGuest })
  const listeners = await Promise.all(sides.map(({ socket }) => Listener.begin(socket)))
  const missed = changes.events
  let done = 0
  const asked = () => progress({ calls: ++done, events: changes.events })
  const share = Math.ceil(calls / rounds / clients)
  for (let round = 0; round < rounds; round++) {
    const crowd = sides.flatMap(({ socket }) => Array.from({ length: clients }, () => socket))
    await Promise.all([
      changes.make(Math.ceil(events / rounds)),
      ...crowd.map((socket) => ask(socket, share, { domain: changes.guest, asked })),
    ])
    await Promise.all(listeners.map((listener) => listener.told(changes.events - missed)))
    await Promise.all(sides.map(({ gauge }) => gauge.sample()))
  }
  await Promise.all(listeners.map((listener) => listener.end()))
  await changes.end()
}

/** Never resolves. @param {AbortSignal | undefined} signal @returns {Promise<never>} */
function aborted(signal) {
  return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)))
}

/** The descriptors when those that are being closed are closed. @param {import('./gauge.mjs').Gauge} gauge @param {number} goal */
async function settled(gauge, goal) {
  for (const limit = Date.now() + patience; gauge.descriptors > goal && Date.now() < limit;) await sleep(20)
  return gauge.descriptors
}
