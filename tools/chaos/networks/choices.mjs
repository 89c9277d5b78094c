import { host, networkXml, text } from './description.mjs'

/** @typedef {import('./network.mjs').NetworkFacts} NetworkFacts */
/** @typedef {import('./network.mjs').NetworkWhat} NetworkWhat */
/** @typedef {import('@virt/core').Network} Network */

/**
 * Something that may be done with a network: when, how, and what is so afterwards.
 * @typedef {object} NetworkChoice
 * @property {string} name
 * @property {(facts: NetworkFacts) => boolean} fits
 * @property {(connection: import('@virt/core').Connection, what: NetworkWhat) => PromiseLike<unknown>} call
 * @property {(facts: NetworkFacts, what: NetworkWhat) => NetworkFacts} then
 * @property {boolean} [staged] it is done in steps
 */

/** @param {(network: Network, what: NetworkWhat) => PromiseLike<unknown>} change */
const onNetwork =
  (change) => (/** @type {import('@virt/core').Connection} */ connection, /** @type {NetworkWhat} */ what) =>
    change(connection.network({ name: what.name, uuid: what.uuid }), what)

/** @param {NetworkWhat} what */
const made = ({ revision }) => ({ revision, host: false, text: false })

const sections = {
  host: ['ip-dhcp-host', (/** @type {NetworkWhat} */ { index }) => host(index)],
  text: ['dns-txt', () => text],
}

const targets = { live: ['live'], definition: ['config'], both: ['live', 'config'] }

/**
 * Something is added or removed in what is active, in the definition, or in both where both have it or not.
 * @param {'host' | 'text'} part @param {keyof typeof targets} target
 * @returns {NetworkChoice}
 */
function update(part, target) {
  const [section, valueOf] = sections[part]
  const flags = Object.fromEntries(targets[target].map((flag) => [flag, true]))
  const places = target === 'both' ? ['live', 'definition'] : [target]
  const isThere = (/** @type {NetworkFacts} */ facts) => places.map((place) => facts[place]?.[part])
  return {
    name: `net-update ${part} ${targets[target].join(' ')}`,
    fits: (/** @type {NetworkFacts} */ facts) =>
      isThere(facts).every((there) => there !== undefined && there === isThere(facts)[0]),
    call: onNetwork((network, what) => {
      const command = isThere(what.facts)[0] ? 'delete' : 'add-last'
      return network.update({ command, section, value: valueOf(what) }, flags)
    }),
    then: (/** @type {NetworkFacts} */ facts) => ({
      ...facts,
      ...Object.fromEntries(places.map((place) => [place, { ...facts[place], [part]: !facts[place][part] }])),
    }),
  }
}

const updates = ['host', 'text'].flatMap((part) => Object.keys(targets).map((target) => update(part, target)))

/** @type {readonly NetworkChoice[]} what may be done with a network */
export const networkChoices = [
  {
    name: 'net-define',
    fits: () => true,
    call: (connection, what) => connection.defineNetwork(networkXml(what)),
    then: (facts, what) => ({ ...facts, definition: made(what) }),
  },
  {
    name: 'net-undefine',
    fits: ({ definition }) => definition !== undefined,
    call: onNetwork((network) => network.undefine()),
    then: ({ live }) => ({ live, autostart: false }),
    staged: true,
  },
  {
    name: 'net-start',
    fits: ({ definition, live }) => definition !== undefined && !live,
    call: onNetwork((network) => network.start()),
    then: (facts) => ({ ...facts, live: facts.definition }),
  },
  {
    name: 'net-create',
    fits: ({ live }) => !live,
    call: (connection, what) => connection.createNetwork(networkXml(what)),
    then: (facts, what) => ({ ...facts, live: made(what) }),
  },
  {
    name: 'net-destroy',
    fits: ({ live }) => live !== undefined,
    call: onNetwork((network) => network.destroy()),
    then: (facts) => ({ ...facts, live: undefined }),
  },
  {
    name: 'net-autostart',
    fits: ({ definition }) => definition !== undefined,
    call: onNetwork((network, { facts }) => network.setAutostart(!facts.autostart)),
    then: (facts) => ({ ...facts, autostart: !facts.autostart }),
  },
  ...updates,
]
