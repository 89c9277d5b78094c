/**
 * Every fact is what was promised, or what the call that got no answer has made of it.
 * @param {import('./seen.mjs').SeenNetwork} network
 */
export function checkNetworkPromises({ actor, facts }) {
  if (actor.disturbed) return []
  const [found, known, possible] = [facts, actor.known, actor.possible ?? actor.known].map(comparable)
  return Object.keys(found)
    .filter((name) => found[name] !== known[name] && found[name] !== possible[name])
    .map(
      (name) =>
        `${actor.key}: ${name} is ${found[name]}, and should be ${known[name]} or ${possible[name]} after ${actor.history.join(', ')}`,
    )
}

/**
 * @param {import('./network.mjs').NetworkFacts} facts
 * @returns {Record<string, string>}
 */
function comparable({ live, definition, autostart }) {
  return { live: told(live), definition: told(definition), autostart: String(autostart) }
}

/** @param {import('./network.mjs').Shape | undefined} shape */
const told = (shape) =>
  shape ? `'${shape.revision}${shape.host ? ' with host' : ''}${shape.text ? ' with text' : ''}'` : 'nothing'
