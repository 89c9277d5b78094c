import { setTimeout as sleep } from 'node:timers/promises'
import { Actor } from './actor.mjs'
import { choices } from './choices.mjs'
import { nothing } from './facts.mjs'

/** @typedef {import('./facts.mjs').Facts} Facts */

const pauseWithoutDisk = 50
const withoutNetwork = /^(NO_NETWORK|OPERATION_INVALID|OPERATION_FAILED): .*(network|bridge|tap device)/is

/**
 * One machine, and who changes it.
 * @extends {Actor<Facts>}
 */
export class Machine extends Actor {
  /** It stood still in a save that got no answer: QEMU may write to none of its images until it runs. */
  idle = false
  /** @type {ReadonlySet<string>} its snapshots when the last round was over */
  settled = new Set()
  #revision = 0
  #level = 0
  #calm = 0

  /**
   * @param {number} index @param {import('./home.mjs').Home} home @param {ReturnType<import('../fuzz/random.mjs').random>} chance
   * @param {import('./networks/network.mjs').Network | undefined} network that its cards are on now and then
   */
  constructor(index, home, chance, network) {
    const key = `storm${index}`
    super(key, `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`, nothing(key), chance)
    this.home = home
    this.bridged = home.bridged && index % 2 === 0
    this.network = network
    this.mac = `52:54:00:fe:00:${(index % 256).toString(16).padStart(2, '0')}`
  }

  /** @param {import('./round.mjs').Round} round */
  async step(round) {
    this.idle &&= this.known.running && this.known.paused
    const choice = this.chance.of(
      choices.filter(
        (each) =>
          each.fits(this.known) && !(this.idle && each.writes) && (this.network || !each.needsNetwork),
      ),
    )
    if (this.#isBlank() && !this.#renewed()) return sleep(pauseWithoutDisk)
    this.#calm = this.network?.moments ?? 0
    const outcome = await this.attempt(choice, this.#what(), round)
    this.idle ||= choice.name === 'managed-save' && outcome !== 'done' && this.known.paused
  }

  /**
   * Nothing can be connected to a network that is not active; one that was all the time is no excuse.
   * @param {import('./choices.mjs').Choice} choice @param {string} answer
   */
  excuses(choice, answer) {
    return withoutNetwork.test(answer) && this.mayFail(choice)
  }

  /** @param {import('./choices.mjs').Choice} choice */
  mayFail({ connects }) {
    return Boolean(connects) && this.network?.wasActiveSince(this.#calm) === false
  }

  #isBlank() {
    return this.known.revision === undefined && !this.known.running
  }

  /** A disk that is full has no room for another. */
  #renewed() {
    try {
      this.home.renewDisk(this.key)
      this.known = { ...this.known, defined: undefined, snapshots: [] }
      return true
    } catch {
      return false
    }
  }

  /** @returns {import('./choices.mjs').What} */
  #what() {
    const { key, home, uuid, known, bridged, network, mac } = this
    return {
      name: known.name,
      uuid,
      otherName: known.name === key ? `${key}-again` : key,
      revision: ++this.#revision,
      image: home.image(key, known.top ?? known.defined ?? 0),
      level: ++this.#level,
      media: [home.medium(0), home.medium(1)],
      bridged,
      network: network?.key,
      wired: network !== undefined && this.chance.below(2) === 0,
      mac,
      facts: known,
    }
  }
}
