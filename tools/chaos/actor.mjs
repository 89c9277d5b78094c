const lastCalls = 10

/**
 * Somebody who changes one thing, one call at a time, and remembers every answer.
 * @template Facts
 */
export class Actor {
  /** @type {Facts} */
  known
  /** @type {Facts | undefined} what is so instead, if the call that got no answer was carried out */
  possible = undefined
  /** What it has was killed, or a call ended between two steps: how it is is anybody's guess. */
  disturbed = false
  /** @type {string[]} the newest calls */
  history = []
  /** Calls that were begun and ended so far. */
  moments = 0

  /**
   * @param {string} key @param {string} uuid @param {Facts} known
   * @param {ReturnType<import('../fuzz/random.mjs').random>} chance
   */
  constructor(key, uuid, known, chance) {
    this.key = key
    this.uuid = uuid
    this.known = known
    this.chance = chance
  }

  /**
   * One call after the other until the round ends or an answer stays away. Answers how many calls were answered.
   * @param {import('./round.mjs').Round} round
   */
  async act(round) {
    for (let calls = 0; ; calls++) {
      if (round.ending || this.disturbed || this.possible) return calls
      await this.step(round)
    }
  }

  /**
   * Answers how the call ended.
   * @param {import('./choices.mjs').Choice | import('./networks/choices.mjs').NetworkChoice} choice @param {*} what @param {import('./round.mjs').Round} round
   */
  async attempt(choice, what, round) {
    this.possible = choice.then(this.known, what)
    this.moments++
    const answer = await round.ask(this, choice.name, what)
    const outcome = round.judge(this, choice, answer)
    this.moments++
    this.history = [...this.history.slice(1 - lastCalls), `${choice.name} (${answer ?? 'done'})`]
    if (outcome === 'done') this.known = this.possible
    if (outcome !== 'unknown') this.possible = undefined
    return outcome
  }

  /**
   * Whether a call may be refused for a reason that is not its own.
   * @param {import('./choices.mjs').Choice} _choice
   */
  mayFail(_choice) {
    return false
  }

  /**
   * Whether a refusal has such a reason.
   * @param {import('./choices.mjs').Choice} _choice @param {string} _answer
   */
  excuses(_choice, _answer) {
    return false
  }
}
