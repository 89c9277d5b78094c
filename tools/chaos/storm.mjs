import { setTimeout as sleep } from 'node:timers/promises'
import { random } from '../fuzz/random.mjs'
import { Actor } from './actor.mjs'
import { Checker } from './checker.mjs'
import { Client } from './clients.mjs'
import { startDaemonLater } from './clock.mjs'
import { rootOfStorm } from './confined.mjs'
import { faults } from './faults.mjs'
import { Home } from './home.mjs'
import { Report } from './report.mjs'
import { Round } from './round.mjs'

const longestCalm = 2000
const mostFaults = 3

/**
 * Rounds in which machines are changed and things go wrong; after each, what the daemon says, what lies on disk and which
 * processes run must agree with every answer that was given.
 * @param {{seconds: number, kills: number, seed: number, clients: number, guests: number}} options
 */
export async function storm({ seconds, kills, seed, ...many }) {
  const home = new Home(rootOfStorm(), many.guests)
  const chance = random(seed)
  const clients = Array.from({ length: many.clients }, () => new Client())
  const actors = Array.from(
    { length: many.guests },
    (_, index) => new Actor(index, home, random(seed + index)),
  )
  const checker = new Checker(home, actors)
  const report = new Report(seed, home.bridged)
  const end = performance.now() + seconds * 1000
  while (performance.now() < end && report.kills < kills) {
    for (const client of clients) client.start()
    const round = new Round(clients, actors)
    const events = faultsOf(chance)
    report.begin(events)
    const calls = await play(home, round, events, chance)
    if (events.includes('daemon killed') && chance.below(2) === 0) startDaemonLater(chance)
    report.end(calls, round, [...round.complaints, ...(await checker.settle())])
  }
  for (const client of clients) client.end()
  report.close()
  return report
}

/** @param {ReturnType<typeof random>} chance */
function faultsOf(chance) {
  const all = Object.keys(faults)
  const some = Array.from({ length: 1 + chance.below(mostFaults) }, () => chance.of(all))
  return [...new Set(chance.below(2) === 0 ? ['daemon killed', ...some] : some)]
}

/**
 * Everybody acts until all that goes wrong is over. Answers how many calls were answered.
 * @param {Home} home @param {Round} round @param {readonly string[]} events @param {ReturnType<typeof random>} chance
 */
async function play(home, round, events, chance) {
  const acting = round.actors.map((actor) => actor.act(round))
  const moments = events.map((event) => ({ event, moment: chance.below(longestCalm) }))
  await Promise.all(
    moments.map(async ({ event, moment }) => {
      await sleep(moment)
      await faults[event]?.(home, round, chance)
    }),
  )
  round.ending = true
  const calls = await Promise.all(acting)
  return calls.reduce((sum, each) => sum + each, 0)
}
