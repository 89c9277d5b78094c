import { Actor } from '../actor.mjs'
import { networkChoices } from './choices.mjs'

/**
 * What a network is made with: the number of the description, and what `net-update` adds and removes.
 * @typedef {{readonly revision: number, readonly host: boolean, readonly text: boolean}} Shape
 */

/**
 * What is so of a network.
 * @typedef {{readonly definition?: Shape, readonly live?: Shape, readonly autostart: boolean}} NetworkFacts
 */

/**
 * What a call is about. Plain data.
 * @typedef {{readonly index: number, readonly name: string, readonly uuid: string, readonly revision: number, readonly facts: NetworkFacts}} NetworkWhat
 */

/** @type {NetworkFacts} */
export const noNetwork = { autostart: false }

/**
 * One virtual network, and who changes it.
 * @extends {Actor<NetworkFacts>}
 */
export class Network extends Actor {
  #revision = 0

  /** @param {number} index @param {ReturnType<import('../../fuzz/random.mjs').random>} chance */
  constructor(index, chance) {
    super(`wind${index}`, `00000000-0000-4000-9000-${String(index).padStart(12, '0')}`, noNetwork, chance)
    this.index = index
  }

  /** @param {import('../round.mjs').Round} round */
  async step(round) {
    const { index, key, uuid, known } = this
    const choice = this.chance.of(networkChoices.filter((each) => each.fits(known)))
    const what = { index, name: key, uuid, revision: ++this.#revision, facts: known }
    await this.attempt(choice, what, round)
  }

  /** Whether nobody did anything to it since then, and it is active. @param {number} moment of `moments` */
  wasActiveSince(moment) {
    return (
      this.known.live !== undefined &&
      moment === this.moments &&
      this.possible === undefined &&
      !this.disturbed
    )
  }
}
