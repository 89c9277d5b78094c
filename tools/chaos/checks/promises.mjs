import { comparable, ofTheLastRun, ofTheRun } from '../facts.mjs'

const nobody = new Set()

/**
 * Every fact is what was promised, or what the call that got no answer has made of it.
 * @param {import('../seen.mjs').Seen} machine
 */
export function checkPromises({ actor, facts, busy }) {
  if (busy) return [`${actor.key}: a block job goes on`]
  const found = comparable(facts)
  const known = comparable(actor.known)
  const possible = comparable(actor.possible ?? actor.known)
  const excused = actor.disturbed ? (facts.revision === undefined ? ofTheLastRun : ofTheRun) : nobody
  const names = new Set([found, known, possible].flatMap(Object.keys))
  return [...names]
    .filter((name) => !excused.has(name))
    .filter((name) => found[name] !== known[name] && found[name] !== possible[name])
    .map(
      (name) =>
        `${actor.key}: ${name} is '${found[name]}', and should be '${known[name]}' or '${possible[name]}' after ${actor.history.join(', ')}`,
    )
}
