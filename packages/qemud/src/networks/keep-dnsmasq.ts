import type { NetworkContext } from './context.js'
import {
  hasHosts,
  isStartedWith,
  needsDnsmasq,
  refreshDnsmasq,
  runningDnsmasq,
  startDnsmasq,
  stopDnsmasq,
} from './dnsmasq/process.js'
import type { ManagedNetwork } from './managed-network.js'
import { ownBridge } from './set-up.js'

/**
 * Start the dnsmasq of an active network again when it has ended. What it reads is what the network says: a change that
 * failed on a full disk, or whose daemon was killed before it was written down, may have left something else.
 */
export async function keepDnsmasq(context: NetworkContext, network: ManagedNetwork): Promise<void> {
  const { live, name } = network
  const own = live && ownBridge(live)
  if (!own || !needsDnsmasq(live)) return
  const files = context.files(network)
  const running = runningDnsmasq(files)
  if (running && isStartedWith(live, own.name, files)) {
    if (!hasHosts(live, files)) refreshDnsmasq(live, files)
    return
  }
  const why = running ? 'has another configuration' : 'has ended'
  context.warn(`dnsmasq of network '${name}' ${why}: it is started again`)
  await stopDnsmasq(files)
  await startDnsmasq(live, own.name, files)
}
