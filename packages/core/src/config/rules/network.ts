import type { NetworkConfig } from '../network/network.js'

export function completed(network: NetworkConfig): NetworkConfig {
  return network
}
