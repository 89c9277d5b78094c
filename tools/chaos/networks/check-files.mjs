import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { differences } from '../checks/differences.mjs'
import { host, subnet } from './description.mjs'

/** @typedef {import('./seen.mjs').SeenNetwork} SeenNetwork */

/**
 * The directories of networks hold what the daemon says, and nothing else.
 * @param {import('../home.mjs').Home} home @param {readonly SeenNetwork[]} networks
 */
export function checkNetworkFiles(home, networks) {
  const { definitions, states, dnsmasq } = home.networks
  const defined = networks.filter(({ facts }) => facts.definition)
  const active = networks.filter(({ facts }) => facts.live)
  const existing = networks.filter(({ facts }) => facts.live ?? facts.definition)
  const xml = (/** @type {SeenNetwork} */ { actor }) => `${actor.key}.xml`
  return [
    ...differences('network definition', files(definitions), defined.map(xml)),
    ...differences(
      'network autostart',
      files(join(definitions, 'autostart')),
      networks.filter(({ facts }) => facts.autostart).map(xml),
    ),
    ...differences(
      'network state',
      files(states),
      active.map(({ actor }) => `${actor.uuid}.json`),
    ),
    ...differences(
      'file of dnsmasq',
      files(dnsmasq).filter((file) => !existing.some(({ actor }) => file === `${actor.key}.leases`)),
      active.flatMap(({ actor }) => parts.map((part) => `${actor.key}.${part}`)),
    ),
    ...active.flatMap((network) => checkActive(home.networks, network)),
    ...defined.flatMap(({ actor, facts }) =>
      lacks(join(definitions, xml({ actor, facts })), expectedXml(actor, facts.definition)),
    ),
  ]
}

const parts = ['conf', 'hostsfile', 'addnhosts', 'pid']

/** @param {import('../home.mjs').Home['networks']} places @param {SeenNetwork} network */
function checkActive({ states, dnsmasq }, { actor, facts, bridge }) {
  const path = (/** @type {string} */ part) => join(dnsmasq, `${actor.key}.${part}`)
  const { revision, host: lent, text } = /** @type {import('./network.mjs').Shape} */ (facts.live)
  const hostLines = contentOf(path('hostsfile')).split('\n').filter(Boolean)
  return [
    ...lacks(path('conf'), [`txt-record=revision,${revision}\n`, `interface=${bridge}\n`]),
    ...(contentOf(path('conf')).includes('txt-record=added,') === text
      ? []
      : [`${path('conf')} has another text`]),
    ...differences(
      `${actor.key}: host`,
      hostLines,
      lent ? [`52:54:00:fd:00:01,${subnet(actor.index)}.2,guest${actor.index}`] : [],
    ),
    ...(existsSync(path('leases')) ? [] : [`${actor.key} has lost its leases`]),
    ...lacks(join(states, `${actor.uuid}.json`), ['"phase":"active"', `value='${revision}'`]),
  ]
}

/** @param {import('./network.mjs').Network} actor @param {import('./network.mjs').Shape | undefined} shape */
function expectedXml({ key, uuid }, shape) {
  return [`<name>${key}</name>`, `<uuid>${uuid}</uuid>`, `value='${shape?.revision}'`]
}

/** @param {string} path @param {readonly string[]} expected */
function lacks(path, expected) {
  const content = contentOf(path)
  return expected.filter((part) => !content.includes(part)).map((part) => `${path} has no ${part.trim()}`)
}

/** @param {string} path */
const contentOf = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : '')

/** @param {string} directory */
function files(directory) {
  if (!existsSync(directory)) return []
  const entries = readdirSync(directory, { withFileTypes: true })
  return entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name)
}
