import { parseArgs } from 'node:util'
import { storm } from './storm.mjs'

const usage = `usage: node tools/chaos/run.mjs [--kills N] [--seed N] [--domains N]
Kill the daemon of running machines N times (default 200) while they are defined, started, changed and ended, and check
after each that nothing that was acknowledged is lost, and nothing is doubled or left over.`

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    seed: { type: 'string', default: `${Date.now() % 1_000_000}` },
    domains: { type: 'string', default: '6' },
    help: { type: 'boolean', short: 'h' },
  },
})
const [kills, seed, domains] = [values.kills, values.seed, values.domains].map(Number)
if (values.help || ![kills, seed, domains].every(Number.isInteger)) {
  console.log(usage)
  process.exit(values.help ? 0 : 2)
}

console.log(`seed ${seed}`)
const report = await storm({
  kills,
  seed,
  domains,
  progress: ({ kill, calls, findings }) =>
    process.stderr.isTTY && process.stderr.write(`\r${kill} kills, ${calls} calls, ${findings} findings`),
})
for (const finding of report.findings) console.log(finding)
console.log(`\n${report.kills} kills, ${report.calls} calls, ${report.findings.length} findings`)
process.exit(report.findings.length > 0 ? 1 : 0)
