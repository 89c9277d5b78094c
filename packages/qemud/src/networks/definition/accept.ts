import { randomBytes, randomUUID } from 'node:crypto'
import { VirtError } from '@virt/core/driver'
import type { NetworkConfig } from '@virt/core/config'
import { checkName } from '../../store/domain-name.js'
import { deviceNames } from '../host/links.js'
import type { NetworkList } from '../network-list.js'
import type { ManagedNetwork } from '../managed-network.js'
import { checkNetwork } from './check.js'
import { hasOwnBridge } from './modes.js'

type Accepted = NetworkConfig & { readonly uuid: string }

/** A description that can be kept or started, and the network that it is for: what was left open is chosen. */
export function accept(
  networks: NetworkList,
  given: NetworkConfig,
): { readonly network: ManagedNetwork; readonly config: Accepted } {
  checkName(given.name)
  checkNetwork(given)
  const named = { ...given, connections: undefined, uuid: given.uuid ?? randomUUID() }
  const network = networks.claim(named)
  try {
    const config = hasOwnBridge(named) ? withBridge(networks, network, named) : named
    network.wanted = config
    return { network, config }
  } catch (error) {
    networks.prune(network)
    throw error
  }
}

function withBridge(networks: NetworkList, network: ManagedNetwork, config: Accepted): Accepted {
  const before = network.definition
  const taken = new Set(
    [...networks.all].filter((other) => other !== network).flatMap(({ bridges }) => bridges),
  )
  const wanted = config.bridge?.name
  if (wanted !== undefined && taken.has(wanted))
    throw new VirtError('INTERNAL_ERROR', `bridge name '${wanted}' already in use.`, { origin: 'NETWORK' })
  const chosen = wanted === undefined || wanted === 'virbr%d'
  const name = chosen ? (before?.bridge?.name ?? freeBridge(taken)) : wanted
  return {
    ...config,
    bridge: { ...config.bridge, name },
    mac: config.mac ?? before?.mac ?? { address: randomMac() },
  }
}

function freeBridge(taken: ReadonlySet<string>): string {
  const devices = deviceNames()
  for (let number = 0; ; number++) {
    const name = `virbr${number}`
    if (!taken.has(name) && !devices.has(name)) return name
  }
}

/** Of the range that KVM's and QEMU's devices have. */
function randomMac(): string {
  const bytes = [0x52, 0x54, 0x00, ...randomBytes(3)]
  return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(':')
}
