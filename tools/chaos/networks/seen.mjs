import { noNetwork } from './network.mjs'

/** @typedef {import('@virt/core/config').NetworkConfig} NetworkConfig */

/**
 * What the daemon says of a network. `bridge` and `mac` are those of what is active.
 * @typedef {{readonly actor: import('./network.mjs').Network, readonly facts: import('./network.mjs').NetworkFacts, readonly bridge?: string, readonly mac?: string}} SeenNetwork
 */

/**
 * @param {import('@virt/core').Connection} connection @param {import('./network.mjs').Network} actor
 * @returns {Promise<SeenNetwork>}
 */
export async function seenNetwork(connection, actor) {
  const network = (await connection.listNetworks()).find(({ uuid }) => uuid === actor.uuid)
  if (!network) return { actor, facts: noNetwork }
  const live = network.active ? await network.config() : undefined
  const facts = {
    live: live && shapeOf(live),
    definition: network.persistent ? shapeOf(await network.config({ inactive: true })) : undefined,
    autostart: network.autostarts,
  }
  return { actor, facts, bridge: live?.bridge?.name, mac: live?.mac?.address }
}

/** @param {NetworkConfig} config */
function shapeOf({ dns, ips }) {
  const valueOf = (/** @type {string} */ name) => dns?.txts?.find((each) => each.name === name)?.value
  return {
    revision: Number(valueOf('revision')),
    host: (ips?.[0]?.dhcp?.hosts ?? []).length > 0,
    text: valueOf('added') !== undefined,
  }
}
