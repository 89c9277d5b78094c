import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { differences } from './differences.mjs'

/**
 * The directories hold what the daemon says, and nothing else.
 * @param {import('../home.mjs').Home} home @param {readonly import('../seen.mjs').Seen[]} machines
 */
export function checkFiles(home, machines) {
  const defined = machines.filter(({ facts }) => facts.revision !== undefined)
  const running = machines.filter(({ facts }) => facts.running)
  const snapshots = machines.flatMap(({ actor, facts }) =>
    facts.snapshots.map(({ name }) => `${actor.uuid}/${name}.json`),
  )
  return [
    ...differences(
      'definition',
      files(home.definitions),
      defined.map(({ facts }) => `${facts.name}.xml`),
    ),
    ...defined.flatMap((machine) => checkText(home, machine)),
    ...differences(
      'autostart',
      files(home.autostarts),
      defined.filter(({ facts }) => facts.autostart).map(({ facts }) => `${facts.name}.xml`),
    ),
    ...differences('snapshot', snapshotFiles(home), snapshots),
    ...differences(
      'runtime state',
      files(home.runtime),
      running.map(({ actor }) => `${actor.uuid}.json`),
    ),
    ...differences(
      'managed save',
      files(home.saves),
      machines.filter(({ facts }) => facts.saved).map(({ actor }) => `${actor.uuid}.save`),
    ),
  ]
}

/**
 * No machine is on its way back to a snapshot: what is asked meanwhile is neither before nor after it.
 * @param {import('../home.mjs').Home} home
 */
export function checkReverts(home) {
  return differences('revert', files(home.reverts), [])
}

/** @param {import('../home.mjs').Home} home @param {import('../seen.mjs').Seen} machine */
function checkText({ definitions }, { actor, facts }) {
  const path = join(definitions, `${facts.name}.xml`)
  const text = existsSync(path) ? readFileSync(path, 'utf8') : ''
  return [`<name>${facts.name}</name>`, `<uuid>${actor.uuid}</uuid>`, `<title>${facts.revision}</title>`]
    .filter((part) => !text.includes(part))
    .map((part) => `${actor.key}: its definition on disk has no ${part}`)
}

/** A snapshot that was never finished is kept, under a name that nothing reads. @param {import('../home.mjs').Home} home */
function snapshotFiles({ snapshots }) {
  return directories(snapshots).flatMap((uuid) =>
    files(join(snapshots, uuid))
      .filter((file) => file !== '.current.json' && !/\.json\.broken/.test(file))
      .map((file) => `${uuid}/${file}`),
  )
}

/** @param {string} directory */
function files(directory) {
  return entries(directory)
    .filter((entry) => !entry.isDirectory())
    .map(({ name }) => name)
}

/** @param {string} directory */
function directories(directory) {
  return entries(directory)
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
}

/** @param {string} directory */
function entries(directory) {
  return existsSync(directory) ? readdirSync(directory, { withFileTypes: true }) : []
}
