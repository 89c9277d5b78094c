import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { report } from './report.mjs'
import { supervise } from './supervise.mjs'
import { targets } from './targets.mjs'

const usage = `usage: node tools/fuzz/run.mjs [--seconds N] [--seed N] [--input FILE] [TARGET...]
  --seconds N   how long each target is fed (10)
  --seed N      the same inputs again (chosen, and printed)
  --input FILE  this one input, and no other
targets: ${Object.keys(targets).join(', ')}; all when none is given`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string', default: '10' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    input: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  },
})
const [seconds, seed] = [Number(values.seconds), Number(values.seed)]
const wrong = !(seconds > 0) || !Number.isInteger(seed)
if (values.help || wrong || positionals.some((name) => !Object.hasOwn(targets, name))) {
  console.log(usage)
  process.exit(values.help ? 0 : 2)
}

const only = values.input === undefined ? undefined : readFileSync(values.input)
let failed = false
for (const target of positionals.length > 0 ? positionals : Object.keys(targets)) {
  const outcome = await supervise({ target, seconds, seed, only })
  failed ||= outcome.finding !== undefined
  report(target, outcome)
}
process.exit(failed ? 1 : 0)
