import type { NetworkConfig } from '@virt/core/config'
import { claim, type Kind } from './claim.js'
import { settleNetwork } from './settle.js'
import { TestNetwork } from './test-network.js'
import type { TestNode } from './test-node.js'

export const networkKind: Kind = { noun: 'network', exists: 'NETWORK_EXIST' }

/** Make or replace a definition. */
export function defineNetwork({ networks }: TestNode, config: NetworkConfig): TestNetwork {
  const definition = settleNetwork(config)
  const known = claim(networks, definition, networkKind)
  const network = known ?? networks.add(new TestNetwork(definition.name, definition.uuid))
  network.definition = definition
  return network
}
