import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { bridge } from '../home.mjs'
import { processes } from '../processes.mjs'
import { differences } from './differences.mjs'

const usual = ['lo', bridge]
const helpers = /^(cat|qemu-img|gzip|ip|nft|tc)$/

/**
 * Each machine that runs has one QEMU and its tap devices; there is one daemon, and nothing that is none of these.
 * @param {import('../home.mjs').Home} home @param {readonly import('../seen.mjs').Seen[]} machines
 * @param {readonly string[]} bridges of active networks
 */
export function checkTraces(home, machines, bridges) {
  const running = machines.filter(({ facts }) => facts.running)
  const guests = home.guests().map(({ name, uuid }) => `${name} ${uuid}`)
  const daemons = home.daemons().length
  return [
    ...differences(
      'QEMU of',
      guests,
      running.map(({ facts, actor }) => `${facts.name} ${actor.uuid}`),
    ),
    ...(new Set(guests).size === guests.length ? [] : [`guests are doubled: ${guests.join(', ')}`]),
    ...(daemons === 1 ? [] : [`there are ${daemons} daemons`]),
    ...differences(
      'device',
      links(),
      [...usual, ...bridges, ...machines.flatMap(({ taps }) => taps)].filter(isHere(home)),
    ),
    ...differences('helper', helpersNow(), []),
    ...differences('directory', directories(home.runtime), [
      basename(home.reverts),
      ...running.map(({ actor }) => actor.uuid),
    ]).filter((finding) => finding.endsWith('left over')),
  ]
}

/** @param {import('../home.mjs').Home} home */
const isHere = (home) => (/** @type {string} */ name) => home.bridged || name !== bridge

function links() {
  const rows = JSON.parse(execFileSync('ip', ['-json', 'link'], { encoding: 'utf8' }))
  return /** @type {{ifname: string}[]} */ (rows).map(({ ifname }) => ifname)
}

function helpersNow() {
  return processes().flatMap(({ words }) => {
    const name = (words[0] ?? '').split('/').at(-1) ?? ''
    return helpers.test(name) ? [words.join(' ')] : []
  })
}

/** What is there beside the files: the directories of guests, and the lock's. @param {string} runtime */
function directories(runtime) {
  return existsSync(join(runtime))
    ? readdirSync(runtime, { withFileTypes: true })
        .filter((entry) => entry.isDirectory() && !['lock', 'networks'].includes(entry.name))
        .map(({ name }) => name)
    : []
}
