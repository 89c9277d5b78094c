import { setTimeout as sleep } from 'node:timers/promises'
import { Ballast } from './ballast.mjs'
import { signal } from './processes.mjs'

/** @typedef {import('./round.mjs').Round} Round */
/** @typedef {import('./home.mjs').Home} Home */
/** @typedef {ReturnType<import('../fuzz/random.mjs').random>} Chance */

const longestStop = 1500

/**
 * Something that goes wrong in a round, and is over when it resolves.
 * @typedef {Readonly<Record<string, (home: Home, round: Round, chance: Chance) => Promise<void> | void>>} Faults
 */

/** @type {Faults} */
export const faults = {
  'daemon killed': (home) => home.daemons().forEach((pid) => signal(pid, 'SIGKILL')),
  'daemon stopped': (home, _, chance) => stopped(home.daemons(), chance),
  'guest killed': (home, round, chance) => {
    const guest = guestOf(home, chance)
    const actor = round.actors.find(({ uuid }) => uuid === guest?.uuid)
    if (!actor || !guest) return
    actor.disturbed = true
    signal(guest.pid, 'SIGKILL')
  },
  'guest stopped': (home, _, chance) => {
    const guest = guestOf(home, chance)
    return guest && stopped([guest.pid], chance)
  },
  'client killed': (_, { clients }, chance) => chance.of(clients).end(),
  'client stopped': (_, { clients }, chance) => {
    const { pid } = chance.of(clients)
    return pid === undefined ? undefined : stopped([pid], chance)
  },
  'disk full': async ({ root }, round, chance) => {
    const ballast = new Ballast(root)
    round.full = true
    ballast.load()
    await sleep(chance.below(longestStop))
    ballast.drop()
  },
}

/** The same where there are networks. @type {Faults} */
export const faultsOfNetworks = {
  ...faults,
  'dnsmasq killed': (home, _, chance) => {
    const victim = chance.of(home.dnsmasqs())
    if (victim) signal(victim.pid, 'SIGKILL')
  },
  'dnsmasq stopped': (home, _, chance) => {
    const victim = chance.of(home.dnsmasqs())
    return victim && stopped([victim.pid], chance)
  },
}

/** @param {readonly number[]} pids @param {Chance} chance */
async function stopped(pids, chance) {
  pids.forEach((pid) => signal(pid, 'SIGSTOP'))
  await sleep(chance.below(longestStop))
  pids.forEach((pid) => signal(pid, 'SIGCONT'))
}

/** @param {Home} home @param {Chance} chance @returns {ReturnType<Home['guests']>[number] | undefined} */
function guestOf(home, chance) {
  return chance.of(home.guests())
}
