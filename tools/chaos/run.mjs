import { parseArgs } from 'node:util'
import { confined, isConfined } from './confined.mjs'

const usage = `usage: node tools/chaos/run.mjs [--minutes N | --seconds N | --kills N] [--seed N] [--clients N] [--guests N]
       [--no-networks]
Change machines and virtual networks at random while their daemon, its clients, QEMU and dnsmasq are killed and stopped,
the disk fills up and clocks jump, and check after each round that nothing that was acknowledged is lost, and nothing is
doubled or left over.
  --minutes N, --seconds N   how long (3 minutes)
  --kills N                  until the daemon was killed so often, however long that takes
  --seed N                   the same choices again; their moments differ (chosen, and printed)
  --clients N                processes that ask (8)
  --guests N                 machines (20)
  --[no-]networks            with virtual networks, or without (with, where dnsmasq, nft and tap devices can be had)`

const number = { type: /** @type {const} */ ('string') }
const { values } = parseArgs({
  options: {
    minutes: number,
    seconds: number,
    kills: number,
    seed: { ...number, default: `${Date.now() % 1_000_000}` },
    clients: { ...number, default: '8' },
    guests: { ...number, default: '20' },
    networks: { type: 'boolean', default: true },
    'no-networks': { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  },
})
const given = Object.entries(values).filter(([, value]) => typeof value === 'string')
const limits = ['minutes', 'seconds', 'kills'].filter((name) => Object.hasOwn(values, name))
const wrong = limits.length > 1 || given.some(([name, value]) => !isCount(name, Number(value)))
if (values.help || wrong) {
  console.log(usage)
  process.exit(values.help ? 0 : 2)
}
if (!isConfined()) process.exit(await confined(import.meta.filename, process.argv.slice(2)))

const { kills, minutes = kills === undefined ? 3 : Infinity } = values
// What it needs is built, and its help must not need that.
const { storm } = await import('./storm.mjs')
const report = await storm({
  seconds: Number(values.seconds ?? Number(minutes) * 60),
  kills: Number(kills ?? Infinity),
  seed: Number(values.seed),
  clients: Number(values.clients),
  guests: Number(values.guests),
  networks: values.networks && !values['no-networks'],
})
process.exit(report.findings.length > 0 ? 1 : 0)

/** @param {string} name @param {number} value */
function isCount(name, value) {
  return Number.isInteger(value) && value >= (name === 'seed' ? 0 : 1)
}
