import { VirtError } from '@virt/core'
import { choices } from './choices.mjs'

/**
 * What is so of a domain: the revision that its definition says, and how it runs.
 * @typedef {{readonly revision?: number, readonly running: boolean, readonly paused: boolean, readonly tablet: boolean}} Facts
 */

/** One domain, and somebody who changes it, one call at a time, and remembers every answer. */
export class Actor {
  /** @type {Facts} */
  known = { running: false, paused: false, tablet: false }
  /** @type {Facts | undefined} what is so instead, if the call that got no answer was carried out */
  possible = undefined
  /** @type {string[]} the newest calls */
  history = []
  /** @type {string[]} */
  #complaints = []
  #revision = 0

  /** @param {string} name @param {import('./home.mjs').Home} home @param {ReturnType<import('../fuzz/random.mjs').random>} chance */
  constructor(name, home, chance) {
    this.name = name
    this.home = home
    this.chance = chance
  }

  /**
   * Until the connection is lost. Answers how many calls were answered.
   * @param {import('@virt/core').Connection} connection
   */
  async act(connection) {
    for (let calls = 0; ; calls++) {
      const fitting = choices.filter(({ fits }) => fits(this.known))
      const { name, call, then } = this.chance.of(fitting)
      this.possible = then(this.known, ++this.#revision)
      this.history = [...this.history.slice(-7), name]
      try {
        await call(connection, this.name, this.#revision)
      } catch (error) {
        if (isLoss(error)) return calls
        this.#complaints.push(`${name} of ${this.name}: ${error}`)
        this.possible = this.known
      }
      this.known = this.possible
      this.possible = undefined
    }
  }

  /** What went wrong that should not have, since the last time. */
  complaints() {
    return this.#complaints.splice(0)
  }
}

/** @param {unknown} error */
function isLoss(error) {
  return VirtError.is(error) && (error.code === 'CONNECTION_LOST' || error.code === 'INVALID_CONN')
}
