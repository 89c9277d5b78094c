import { setTimeout as sleep } from 'node:timers/promises'
import { random } from '../fuzz/random.mjs'
import { Checker } from './checker.mjs'
import { Client } from './clients.mjs'
import { startDaemonLater } from './clock.mjs'
import { rootOfStorm } from './confined.mjs'
import { faults, faultsOfNetworks } from './faults.mjs'
import { Home } from './home.mjs'
import { Machine } from './machine.mjs'
import { Network } from './networks/network.mjs'
import { Report } from './report.mjs'
import { Round } from './round.mjs'

const longestCalm = 2000
const mostFaults = 3
const mostNetworks = 5

/**
 * Rounds in which machines are changed and things go wrong; after each, what the daemon says, what lies on disk and which
 * processes run must agree with every answer that was given.
 * @param {{seconds: number, kills: number, seed: number, clients: number, guests: number, networks: boolean}} options
 */
export async function storm({ seconds, kills, seed, ...many }) {
  const home = new Home(rootOfStorm(), many.guests, many.networks)
  const chance = random(seed)
  const clients = Array.from({ length: many.clients }, () => new Client())
  const { machines, networks } = actorsOf(home, many.guests, seed)
  const checker = new Checker(home, machines, networks)
  const report = new Report(seed, home)
  const end = performance.now() + seconds * 1000
  while (performance.now() < end && report.kills < kills) {
    for (const client of clients) client.start()
    const round = new Round(clients, [...machines, ...networks])
    const events = faultsOf(home, chance)
    report.begin(events)
    const calls = await play(home, round, events, chance)
    if (events.includes('daemon killed') && chance.below(2) === 0) startDaemonLater(chance, home)
    report.end(calls, round, [...round.complaints, ...(await checker.settle())])
  }
  for (const client of clients) client.end()
  report.close()
  return report
}

/**
 * Every second machine has cards on a network.
 * @param {Home} home @param {number} guests @param {number} seed
 */
function actorsOf(home, guests, seed) {
  const networks = Array.from(
    { length: home.networked ? mostNetworks : 0 },
    (_, index) => new Network(index, random(seed - 1 - index)),
  )
  const machines = Array.from({ length: guests }, (_, index) => {
    const network = index % 2 === 0 ? undefined : networks[((index - 1) / 2) % networks.length]
    return new Machine(index, home, random(seed + index), network)
  })
  return { machines, networks }
}

/** @param {Home} home @param {ReturnType<typeof random>} chance */
function faultsOf({ networked }, chance) {
  const all = Object.keys(networked ? faultsOfNetworks : faults)
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
      await faultsOfNetworks[event]?.(home, round, chance)
    }),
  )
  round.ending = true
  const calls = await Promise.all(acting)
  return calls.reduce((sum, each) => sum + each, 0)
}
