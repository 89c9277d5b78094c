/** @typedef {import('./actor.mjs').Actor<*>} Actor */

const lost = ['CONNECTION_LOST', 'INVALID_CONN']

/** A time in which all act and things go wrong, and what is to be made of the answers then. */
export class Round {
  ending = false
  /** There was a time without room on the disk. */
  full = false
  timeouts = 0
  /** @type {string[]} what went wrong that should not have */
  complaints = []

  /** @param {readonly import('./clients.mjs').Client[]} clients @param {readonly Actor[]} actors */
  constructor(clients, actors) {
    this.clients = clients
    this.actors = actors
  }

  /** @param {Actor} actor @param {string} choice @param {import('./choices.mjs').What} what */
  ask(actor, choice, what) {
    const client = this.clients[this.actors.indexOf(actor) % this.clients.length]
    return client?.ask(choice, what) ?? Promise.resolve('CONNECTION_LOST: there is no client')
  }

  /**
   * Whether the call was carried out, had no effect, or may have had any.
   * @param {Actor} actor @param {import('./choices.mjs').Choice} choice @param {string | undefined} answer
   * @returns {'done' | 'failed' | 'unknown'}
   */
  judge(actor, choice, answer) {
    if (answer === undefined) return 'done'
    const code = answer.slice(0, answer.indexOf(':'))
    const { name, staged = false } = choice
    if (lost.includes(code)) actor.disturbed ||= staged && (this.full || actor.mayFail(choice))
    if (actor.disturbed || lost.includes(code)) return 'unknown'
    const refused = actor.excuses(choice, answer)
    const excused = refused || code === 'OPERATION_TIMEOUT' || (this.full && hasReason(code))
    if (code === 'OPERATION_TIMEOUT') this.timeouts++
    if (!excused) this.complaints.push(`${name} of ${actor.key}: ${answer} after ${actor.history.join(', ')}`)
    actor.disturbed = staged || !(this.full || refused)
    return actor.disturbed ? 'unknown' : 'failed'
  }
}

/** A full disk is no excuse for an error without a meaning. @param {string} code */
function hasReason(code) {
  return code !== 'NO_CODE' && code !== 'INTERNAL_ERROR'
}
