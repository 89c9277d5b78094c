import { existsSync } from 'node:fs'
import { removeUnfinished } from '../store/atomic-write.js'
import type { NetworkContext } from './context.js'
import { forgetLeases } from './define.js'
import { accept } from './definition/accept.js'
import { applyRules } from './firewall/table.js'
import { bridgeExists } from './host/bridge.js'
import { mayChangeNetwork } from './host/links.js'
import { keepDnsmasq } from './keep-dnsmasq.js'
import type { NetworkState } from './network-states.js'
import { ownBridge, tearDown } from './set-up.js'

/** Read the definitions. */
export function loadNetworks({ definitions, networks, autostarts, warn }: NetworkContext): void {
  const marked = autostarts.names()
  for (const definition of definitions.load()) {
    const { name } = definition
    try {
      const { network, config } = accept(networks, definition)
      network.definition = config
      network.wanted = undefined
      network.autostart = marked.has(name)
    } catch (error) {
      warn(`definition of network '${name}' is ignored: ${(error as Error).message}`)
    }
  }
}

/** Find the networks again that an earlier engine left active; what it had only begun is cleared away. */
export async function recoverNetworks(context: NetworkContext): Promise<void> {
  if (existsSync(context.directory)) removeUnfinished(context.directory)
  for (const state of context.states.load())
    try {
      await recover(context, state)
    } catch (error) {
      context.warn(`network '${state.live.name}' is not in order: ${(error as Error).message}`)
    }
}

async function recover(context: NetworkContext, { uuid, phase, live }: NetworkState): Promise<void> {
  const network = context.networks.claim({ name: live.name, uuid })
  const own = ownBridge(live)
  if (own && mayChangeNetwork() && (phase === 'starting' || !bridgeExists(own))) {
    context.warn(`network '${live.name}' is no longer active: what is left of it is removed`)
    await tearDown(live, context.files(network))
    if (!network.persistent) forgetLeases(context, network)
    context.states.remove(uuid)
    context.networks.prune(network)
    return
  }
  network.live = live
  if (!own) return
  await applyRules(live, own.name)
  await keepDnsmasq(context, network)
}
