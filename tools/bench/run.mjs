import { parseArgs } from 'node:util'
import { format } from './format.mjs'

/** Every benchmark: the module that yields its rows. */
const benches = {
  'front-end': () => import('./front-end.mjs'),
  'test-driver': () => import('./test-driver.mjs'),
  xml: () => import('./xml-corpus.mjs'),
  'many-domains': () => import('./many-domains.mjs'),
  rpc: () => import('./rpc.mjs'),
  'command-line': () => import('./command-line.mjs'),
  guest: () => import('./guest.mjs'),
  ...libvirt('life', 'calls', 'guests', 'inactive', 'durability'),
  proxy: () => import('./proxy.mjs'),
  xend: () => import('./xend.mjs'),
  xenstore: () => import('./xenstore.mjs'),
  hypervisor: () => import('./hypervisor.mjs'),
}

function libvirt(...parts) {
  const bench = (part) => async () => {
    const { rowsOf } = await import('./libvirt.mjs')
    return { rows: () => rowsOf(part) }
  }
  return Object.fromEntries(parts.map((part) => [`libvirt-${part}`, bench(part)]))
}

const usage = `usage: node tools/bench/run.mjs [--format text|markdown|json] [NAME...]
names: ${Object.keys(benches).join(', ')}; all when none is given`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { format: { type: 'string', default: 'text' }, help: { type: 'boolean', short: 'h' } },
})
const unknown = positionals.find((name) => !Object.hasOwn(benches, name))
if (values.help || unknown !== undefined || !Object.hasOwn(format, values.format)) {
  console.log(usage)
  process.exit(values.help ? 0 : 2)
}

const print = format[values.format]
print.begin()
for (const name of positionals.length > 0 ? positionals : Object.keys(benches)) {
  const { rows } = await benches[name]().catch(unbuilt)
  for await (const row of rows()) print.row({ bench: name, ...judged(row) })
}
process.exit()

function unbuilt(error) {
  if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error
  return { rows: () => [{ row: 'all', skipped: `not built (${error.message})` }] }
}

function judged({ goal, ...row }) {
  return goal ? { ...row, goal: { ...goal, met: row[goal.of].median <= goal.most } } : row
}
