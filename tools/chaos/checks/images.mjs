import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { levelOf } from '../facts.mjs'
import { openFiles } from '../processes.mjs'
import { chain } from './chain.mjs'
import { differences } from './differences.mjs'

/**
 * What QEMU writes to and has in its drive is what its live description says, and no image is left that nothing leads to.
 * @param {import('../home.mjs').Home} home @param {readonly import('../seen.mjs').Seen[]} machines
 */
export function checkImages(home, machines) {
  const guests = home.guests()
  return machines.flatMap((machine) => [
    ...guests
      .filter(({ uuid }) => uuid === machine.actor.uuid)
      .flatMap(({ pid }) => checkOpen(home, machine, pid)),
    ...checkLeft(home, machine),
  ])
}

/**
 * One that stands still since a save that was given up opens its disk for writing when it goes on.
 * @param {import('../home.mjs').Home} home @param {import('../seen.mjs').Seen} machine @param {number} pid
 */
function checkOpen(home, { actor, facts }, pid) {
  const open = openFiles(pid).filter(({ path }) => path.startsWith(`${home.images}/`))
  const paths = (/** @type {boolean} */ writable) => [
    ...new Set(open.filter((file) => file.writable === writable).map(({ path }) => path)),
  ]
  const media = paths(false).filter((path) => path.endsWith('.iso'))
  const disk = home.image(actor.key, facts.top ?? -1)
  const written = paths(true)
  return [
    ...differences(`${actor.key}: in QEMU, disk`, facts.paused ? [disk, ...written] : written, [disk]),
    ...differences(`${actor.key}: in QEMU, medium`, media, [home.medium(facts.medium)]),
  ].map((difference) => `${difference} after ${actor.history.join(', ')}`)
}

/** @param {import('../home.mjs').Home} home @param {import('../seen.mjs').Seen} machine */
function checkLeft(home, { actor, facts }) {
  const tops = [facts.top, facts.defined].filter((level) => level !== undefined)
  if (tops.length === 0) return []
  const reached = tops.flatMap((level) => chain(home.image(actor.key, level)))
  const remembered = facts.snapshots.map(({ name }) => home.image(actor.key, levelOf(name)))
  return readdirSync(home.images)
    .filter((file) => file.startsWith(`${actor.key}.`))
    .filter((file) => ![...reached, ...remembered].includes(join(home.images, file)))
    .map((file) => `image ${file} is left over after ${actor.history.join(', ')}`)
}
