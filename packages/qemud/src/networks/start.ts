import { VirtError, type Call, type NetworkRef } from '@virt/core/driver'
import type { NetworkConfig } from '@virt/core/config'
import type { NetworkContext } from './context.js'
import { forgetLeases, invalid, whileWanted } from './define.js'
import { accept } from './definition/accept.js'
import type { ManagedNetwork } from './managed-network.js'
import { checkStart, setUp, tearDown } from './set-up.js'

/** Start a network that vanishes when it stops, unless it is defined. */
export async function createNetwork(
  context: NetworkContext,
  given: NetworkConfig,
  call: Call,
): Promise<NetworkRef> {
  const { network, config } = accept(context.networks, given)
  return whileWanted(context, network, () =>
    context.jobs.run(async () => {
      if (network.active)
        throw new VirtError('NETWORK_EXIST', `network is already active as '${network.name}'`, {
          origin: 'NETWORK',
        })
      context.networks.claim(network)
      await activate(context, network, config)
      return network.ref
    }, call),
  )
}

/** Start a defined network. */
export function startNetwork(context: NetworkContext, ref: NetworkRef, call: Call): Promise<void> {
  return context.jobs.run(async () => {
    const network = context.networks.get(ref)
    if (network.active) throw invalid('network is already active')
    await activate(context, network, network.config)
  }, call)
}

/** Stop a network. Guests that are connected to it lose their wire. */
export function destroyNetwork(context: NetworkContext, ref: NetworkRef, call: Call): Promise<void> {
  return context.jobs.run(async () => {
    const network = context.networks.get(ref)
    if (!network.live) throw invalid(`network '${network.name}' is not active`)
    await tearDown(network.live, context.files(network))
    deactivate(context, network)
  }, call)
}

/** A network of which nothing is left on the host. */
export function deactivate(context: NetworkContext, network: ManagedNetwork): void {
  if (!network.persistent) forgetLeases(context, network)
  context.states.remove(network.uuid)
  network.live = undefined
  context.networks.prune(network)
  context.events.emit({ type: 'lifecycle', network: network.ref, event: 'stopped' })
}

/** All of it, or nothing: what was begun is written down first, for whoever finds it after a crash. */
async function activate(
  context: NetworkContext,
  network: ManagedNetwork,
  live: NetworkConfig,
): Promise<void> {
  const { states } = context
  const { uuid } = network
  const files = context.files(network)
  checkStart(live)
  try {
    states.save({ uuid, phase: 'starting', live })
    await setUp(live, files)
    states.save({ uuid, phase: 'active', live })
  } catch (error) {
    await tearDown(live, files)
    if (!network.persistent) forgetLeases(context, network)
    states.remove(uuid)
    throw error
  }
  network.live = live
  context.events.emit({ type: 'lifecycle', network: network.ref, event: 'started' })
}
