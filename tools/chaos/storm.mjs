import { setTimeout as sleep } from 'node:timers/promises'
import { open } from '@virt/core'
import '@virt/driver-qemu'
import { random } from '../fuzz/random.mjs'
import { Actor } from './actor.mjs'
import { findingsOf } from './checker.mjs'
import { Home } from './home.mjs'

const longestCalm = 400

/**
 * Domains are defined, started, changed and ended while their daemon is killed, again and again; after each kill, what
 * the next daemon says, what lies on disk and which processes run must agree with every answer that was given.
 * @param {import('./storm.mjs').StormOptions} options
 * @returns {Promise<import('./storm.mjs').StormReport>}
 */
export async function storm({ kills, seed, domains = 6, progress = () => undefined }) {
  const home = await Home.make()
  const chance = random(seed)
  const actors = Array.from({ length: domains }, (_, index) => new Actor(`storm${index}`, home, chance))
  /** @type {string[]} */
  const findings = []
  let calls = 0
  try {
    for (let kill = 1; kill <= kills; kill++) {
      calls += await round(home, actors, chance.below(longestCalm))
      findings.push(...(await settled(home, actors)).map((finding) => `kill ${kill}: ${finding}`))
      progress({ kill, calls, findings: findings.length })
    }
  } finally {
    await home.remove()
  }
  return { kills, calls, seed, findings }
}

/**
 * All actors act until the daemon is killed under them.
 * @param {Home} home @param {readonly Actor[]} actors @param {number} calm
 */
async function round(home, actors, calm) {
  const connection = await open('qemu:///session')
  const acting = actors.map((actor) => actor.act(connection))
  await sleep(calm)
  home.killDaemon()
  const calls = await Promise.all(acting)
  await connection.close()
  return calls.reduce((sum, each) => sum + each, 0)
}

/** @param {Home} home @param {readonly Actor[]} actors */
async function settled(home, actors) {
  const connection = await open('qemu:///session')
  try {
    return [...actors.flatMap((actor) => actor.complaints()), ...(await findingsOf(connection, home, actors))]
  } finally {
    await connection.close()
  }
}
