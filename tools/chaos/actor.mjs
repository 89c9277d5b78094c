import { setTimeout as sleep } from 'node:timers/promises'
import { choices } from './choices.mjs'
import { nothing } from './facts.mjs'

/** @typedef {import('./facts.mjs').Facts} Facts */

const lastCalls = 10
const pauseWithoutDisk = 50

/** One machine, and somebody who changes it, one call at a time, and remembers every answer. */
export class Actor {
  /** @type {Facts} */
  known
  /** @type {Facts | undefined} what is so instead, if the call that got no answer was carried out */
  possible = undefined
  /** Its QEMU was killed, or a call ended between two steps: how it runs is anybody's guess. */
  disturbed = false
  /** It stood still in a save that got no answer: QEMU may write to none of its images until it runs. */
  idle = false
  /** @type {string[]} the newest calls */
  history = []
  #revision = 0
  #level = 0

  /** @param {number} index @param {import('./home.mjs').Home} home @param {ReturnType<import('../fuzz/random.mjs').random>} chance */
  constructor(index, home, chance) {
    this.key = `storm${index}`
    this.uuid = `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`
    this.home = home
    this.chance = chance
    this.bridged = home.bridged && index % 2 === 0
    this.known = nothing(this.key)
  }

  /**
   * One call after the other until the round ends or an answer stays away. Answers how many calls were answered.
   * @param {import('./round.mjs').Round} round
   */
  async act(round) {
    for (let calls = 0; ; calls++) {
      if (round.ending || this.disturbed || this.possible) return calls
      this.idle &&= this.known.running && this.known.paused
      const choice = this.chance.of(
        choices.filter((each) => each.fits(this.known) && !(this.idle && each.writes)),
      )
      if (this.#isBlank() && !this.#renewed()) await sleep(pauseWithoutDisk)
      else await this.#try(choice, round)
    }
  }

  /** @param {import('./choices.mjs').Choice} choice @param {import('./round.mjs').Round} round */
  async #try(choice, round) {
    const what = this.#what()
    this.possible = choice.then(this.known, what)
    const answer = await round.ask(this, choice.name, what)
    const outcome = round.judge(this, choice, answer)
    this.history = [...this.history.slice(1 - lastCalls), `${choice.name} (${answer ?? 'done'})`]
    this.idle ||= choice.name === 'managed-save' && outcome !== 'done' && this.known.paused
    if (outcome === 'unknown') return
    if (outcome === 'done') this.known = this.possible
    this.possible = undefined
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
    const { key, home, uuid, known, bridged } = this
    return {
      name: known.name,
      uuid,
      otherName: known.name === key ? `${key}-again` : key,
      revision: ++this.#revision,
      image: home.image(key, known.top ?? known.defined ?? 0),
      level: ++this.#level,
      media: [home.medium(0), home.medium(1)],
      bridged,
      facts: known,
    }
  }
}
