import { filesOf } from './home.mjs'
import { uuidOf } from './choices.mjs'

/**
 * Compare what was promised with the files, the processes and the answers, and learn what became of the calls that were
 * not answered.
 * @param {import('@virt/core').Connection} connection
 * @param {import('./home.mjs').Home} home
 * @param {readonly import('./actor.mjs').Actor[]} actors
 */
export async function findingsOf(connection, home, actors) {
  const listed = new Map((await connection.listDomains()).map((domain) => [domain.name, domain]))
  const findings = []
  for (const actor of actors) {
    const domain = listed.get(actor.name)
    const found = await factsOf(domain)
    findings.push(...contradictions(actor, found))
    actor.known = found
    actor.possible = undefined
  }
  return [...findings, ...strangers(home, actors), ...(await leftovers(home, actors))]
}

/** @param {import('@virt/core').ListedDomain | undefined} domain */
async function factsOf(domain) {
  if (!domain) return { running: false, paused: false, tablet: false }
  const running = domain.id !== undefined
  const defined = domain.persistent ? await domain.config({ inactive: true }) : undefined
  const live = running ? await domain.config() : undefined
  const tablet = live?.devices?.inputs?.some(({ type, bus }) => type === 'tablet' && bus === 'usb') ?? false
  const paused = domain.state === 'paused'
  return { running, paused, tablet, ...(defined && { revision: Number(defined.title) }) }
}

/** @param {import('./actor.mjs').Actor} actor @param {import('./actor.mjs').Facts} found */
function contradictions({ name, known, possible = known, history }, found) {
  return /** @type {const} */ (['revision', 'running', 'paused', 'tablet'])
    .filter((fact) => found[fact] !== known[fact] && found[fact] !== possible[fact])
    .map(
      (fact) =>
        `${name}: ${fact} is ${found[fact]}, and should be ${known[fact]} or ${possible[fact]} after ${history.join(', ')}`,
    )
}

/** @param {import('./home.mjs').Home} home @param {readonly import('./actor.mjs').Actor[]} actors */
function strangers(home, actors) {
  const guests = home.guests()
  const running = actors.filter(({ known }) => known.running).map(({ name }) => name)
  const counts = new Map(
    actors.map(({ name }) => [name, guests.filter((guest) => guest.name === name).length]),
  )
  return [...counts]
    .filter(([name, count]) => count !== (running.includes(name) ? 1 : 0))
    .map(
      ([name, count]) => `${name}: ${count} processes, and it ${running.includes(name) ? 'runs' : 'is off'}`,
    )
}

/** @param {import('./home.mjs').Home} home @param {readonly import('./actor.mjs').Actor[]} actors */
async function leftovers(home, actors) {
  const defined = actors.filter(({ known }) => known.revision !== undefined).map(({ name }) => `${name}.xml`)
  const files = filesOf(home.definitions).filter((file) => file.endsWith('.xml'))
  const uuids = new Set(actors.filter(({ known }) => known.running).map(({ name }) => uuidOf(name)))
  const states = filesOf(home.runtime).filter((file) => file.endsWith('.json'))
  return [
    ...differences(files, defined).map((file) => `definition ${file}`),
    ...states.filter((file) => !uuids.has(file.slice(0, -5))).map((file) => `runtime state ${file} is left`),
  ]
}

/** @param {readonly string[]} found @param {readonly string[]} expected */
function differences(found, expected) {
  return [
    ...found.filter((each) => !expected.includes(each)).map((each) => `${each} is left`),
    ...expected.filter((each) => !found.includes(each)).map((each) => `${each} is missing`),
  ]
}
