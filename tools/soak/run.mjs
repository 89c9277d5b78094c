import { parseArgs } from 'node:util'
import { peer } from '../peers.mjs'

const usage = `usage: node tools/soak/run.mjs [--calls N] [--events N] [--no-guest]
Send N calls (default 1000000) through each of virt-qemud and virt-proxyd while N events (default 100000) happen. Exits
with status 1 when one of them grows by 5 MiB, or keeps a descriptor.
  --no-guest  without QEMU: only definitions come and go`

const { values } = parseArgs({
  allowNegative: true,
  options: {
    calls: { type: 'string', default: '1000000' },
    events: { type: 'string', default: '100000' },
    guest: { type: 'boolean', default: peer('qemu') },
    help: { type: 'boolean', short: 'h' },
  },
})
const [calls, events] = [values.calls, values.events].map(Number)
if (values.help || ![calls, events].every((count) => Number.isInteger(count) && count > 0)) {
  console.log(usage)
  process.exit(values.help ? 0 : 2)
}

const started = performance.now()
let shown = 0
const interruption = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => interruption.abort(signal))
const { signal } = interruption
// What it needs is built, and its help must not need that.
const { soak } = await import('./soak.mjs')
const rows = await soak({ calls, events, withGuest: values.guest, progress, signal }).catch((error) => {
  if (!signal.aborted) throw error
  console.error(`\nsoak: ended by ${signal.reason}, and so are its daemons and its guest`)
  process.exit(130)
})
console.log(`${process.stderr.isTTY ? '\n' : ''}process\twhat\tfrom\tto\tgrowth\tflat`)
for (const { process: name, what, from, to, growth, flat } of rows)
  console.log([name, what, ...[from, to, growth].map(amountOf(what)), flat ? 'yes' : 'NO'].join('\t'))
console.log(
  `${2 * calls} calls and ${events} events in ${Math.round((performance.now() - started) / 1000)} s`,
)
process.exit(rows.every(({ flat }) => flat) ? 0 : 1)

/** A bar on a terminal, a line for each twentieth elsewhere. @param {{calls: number, events: number}} so */
function progress(so) {
  const part = (Math.min(so.calls / 2 / calls, 1) + Math.min(so.events / events, 1)) / 2
  const step = Math.floor(part * (process.stderr.isTTY ? 1000 : 20))
  if (step === shown) return
  shown = step
  const said = `${so.calls} calls, ${so.events} events`
  if (process.stderr.isTTY) process.stderr.write(`\r[${'#'.repeat(part * 40).padEnd(40, '.')}] ${said}`)
  else process.stderr.write(`${said}\n`)
}

/** @param {'heap' | 'rss' | 'descriptors'} what */
function amountOf(what) {
  return (/** @type {number} */ number) =>
    what === 'descriptors' ? `${number}` : `${(number / 1024 / 1024).toFixed(2)} MiB`
}
