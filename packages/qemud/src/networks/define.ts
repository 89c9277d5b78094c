import { rmSync } from 'node:fs'
import { VirtError, type Call, type NetworkRef } from '@virt/core/driver'
import type { NetworkConfig } from '@virt/core/config'
import type { NetworkContext } from './context.js'
import { accept } from './definition/accept.js'
import type { ManagedNetwork } from './managed-network.js'

/** Make or replace a definition. An active network stays as it is until its next start. */
export async function defineNetwork(
  context: NetworkContext,
  given: NetworkConfig,
  call: Call,
): Promise<NetworkRef> {
  const { network, config } = accept(context.networks, given)
  return whileWanted(context, network, () =>
    context.jobs.run(async () => {
      await context.definitions.save(config)
      context.networks.claim(network)
      network.definition = config
      context.events.emit({ type: 'lifecycle', network: network.ref, event: 'defined' })
      return network.ref
    }, call),
  )
}

/** Remove the definition. An active network goes on as a transient one. */
export function undefineNetwork(context: NetworkContext, ref: NetworkRef, call: Call): Promise<void> {
  return context.jobs.run(async () => {
    const network = context.networks.get(ref)
    if (!network.persistent) throw invalid(`can't undefine transient network '${network.name}'`)
    if (network.autostart) await context.autostarts.set(network.name, false)
    network.autostart = false
    if (!network.active) forgetLeases(context, network)
    context.definitions.remove(network.name)
    network.definition = undefined
    context.networks.prune(network)
    context.events.emit({ type: 'lifecycle', network: network.ref, event: 'undefined' })
  }, call)
}

/** Let a network start with the host, or no longer. */
export function setNetworkAutostart(
  context: NetworkContext,
  ref: NetworkRef,
  autostart: boolean,
  call: Call,
): Promise<void> {
  return context.jobs.run(async () => {
    const network = context.networks.get(ref)
    if (!network.persistent) throw invalid('cannot set autostart for transient network')
    if (network.autostart === autostart) return
    await context.autostarts.set(network.name, autostart)
    network.autostart = autostart
  }, call)
}

/** Remove the leases of a network that is about to be no more, while a file still tells of it to whoever finds it half gone. */
export function forgetLeases(context: NetworkContext, network: ManagedNetwork): void {
  rmSync(context.files(network).leases, { force: true })
}

/** Keep name, uuid and bridge while the work is under way. */
export async function whileWanted<T>(
  { networks }: NetworkContext,
  network: ManagedNetwork,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work()
  } finally {
    network.wanted = undefined
    networks.prune(network)
  }
}

export function invalid(detail: string): VirtError {
  return new VirtError('OPERATION_INVALID', detail, { origin: 'NETWORK' })
}
