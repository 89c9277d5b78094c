import type { InterfaceConfig, NetworkConfig, PortGroup } from '@virt/core/config'
import type { NetworkEngine } from '../../networks/network-engine.js'
import { hostFailure } from './failure.js'

/** A card of a virtual network with the network's bridge, MTU, and what its group of ports has. */
export function onBridge(networks: Pick<NetworkEngine, 'bridgeOf'>, nic: InterfaceConfig): InterfaceConfig {
  const { type, source } = nic
  if (type !== 'network' || source?.network === undefined) return nic
  const { bridge, mtu, config } = networks.bridgeOf(source.network)
  const group = portGroupOf(nic, config)
  const bandwidth = nic.bandwidth ?? group?.bandwidth
  const port = nic.port ?? group?.port ?? config.port
  const size = nic.mtu?.size ?? mtu
  return {
    ...nic,
    source: { ...source, bridge },
    ...(bandwidth && { bandwidth }),
    ...(port && { port }),
    ...(size !== undefined && { mtu: { ...nic.mtu, size } }),
  }
}

/** The port group that a card names, or the network's usual one. */
function portGroupOf({ source }: InterfaceConfig, { portgroups = [] }: NetworkConfig): PortGroup | undefined {
  const name = source?.portgroup
  const group = portgroups.find((each) => (name === undefined ? each.default : each.name === name))
  if (name !== undefined && !group)
    throw hostFailure(`network '${source?.network ?? ''}' doesn't have portgroup '${name}'`)
  return group
}
