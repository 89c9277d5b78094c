import {
  deepFreeze,
  VirtError,
  type Emit,
  type NetworkEvent,
  type NetworkOperations,
} from '@virt/core/driver'
import type { NetworkConfig } from '@virt/core/config'
import type { Warn } from '../engine/warn.js'
import type { Layout } from '../store/layout.js'
import { networkContext, type NetworkContext } from './context.js'
import { defineNetwork, invalid, setNetworkAutostart, undefineNetwork } from './define.js'
import { readLeases } from './dnsmasq/leases.js'
import { keepDnsmasq } from './keep-dnsmasq.js'
import { loadNetworks, recoverNetworks } from './recover.js'
import { ownBridge } from './set-up.js'
import { createNetwork, destroyNetwork, startNetwork } from './start.js'
import { changeNetwork } from './update.js'

/** Milliseconds between two looks at each dnsmasq. */
const watchInterval = 2_000

/** Where a guest's interface is to be connected. */
export interface NetworkBridge {
  readonly bridge: string
  readonly mtu?: number
  /** The network as it is active: port groups, bandwidth, isolation. */
  readonly config: NetworkConfig
}

/** The virtual networks of an engine: kept, started, watched, and found again. */
export class NetworkEngine {
  readonly operations: NetworkOperations
  readonly #context: NetworkContext
  #watch: NodeJS.Timeout | undefined

  constructor(layout: Layout, warn: Warn) {
    this.#context = networkContext(layout, warn)
    this.operations = networkOperations(this.#context)
    loadNetworks(this.#context)
  }

  /** Find active networks again, and from now on start each dnsmasq again that ends or does not know what its network says. */
  async recover(): Promise<void> {
    await recoverNetworks(this.#context)
    this.#watch = setInterval(() => this.#keepAll(), watchInterval).unref()
  }

  /** How many networks are active that need somebody who looks after them. */
  get activeNetworks(): number {
    return Array.from(this.#context.networks).filter(({ live }) => live && ownBridge(live)).length
  }

  /**
   * The bridge of an active network.
   *
   * @throws NO_NETWORK when there is no such network, OPERATION_INVALID when it is not active, CONFIG_UNSUPPORTED when it
   * has no bridge.
   */
  bridgeOf(name: string): NetworkBridge {
    const { live } = this.#context.networks.byName(name)
    if (!live) throw invalid(`network '${name}' is not active`)
    const { bridge, mtu } = live
    if (bridge?.name === undefined)
      throw new VirtError('CONFIG_UNSUPPORTED', `network '${name}' has no bridge`, { origin: 'NETWORK' })
    return { bridge: bridge.name, mtu: mtu?.size, config: live }
  }

  /** Start the networks that are to start with the host. A failure stops no other. */
  async startMarked(): Promise<void> {
    for (const network of [...this.#context.networks].filter(({ autostart, active }) => autostart && !active))
      await startNetwork(this.#context, network.ref, {}).catch((error: unknown) =>
        this.#context.warn(`network '${network.name}' is not started: ${(error as Error).message}`),
      )
  }

  /** Let go. Active networks stay active. */
  async close(): Promise<void> {
    clearInterval(this.#watch)
    await this.#context.jobs.run(() => Promise.resolve())
  }

  #keepAll(): void {
    for (const network of this.#context.networks)
      void this.#context.jobs
        .run(() => keepDnsmasq(this.#context, network))
        .catch((error: unknown) => this.#context.warn((error as Error).message))
  }
}

function networkOperations(context: NetworkContext): NetworkOperations {
  const { networks, events } = context
  return {
    list: async () => Array.from(networks, ({ record }) => record),
    lookupByUuid: async (uuid) => networks.byUuid(uuid).ref,
    lookupByName: async (name) => networks.byName(name).ref,
    create: async (config, call) => createNetwork(context, config, call),
    define: async (config, call) => defineNetwork(context, config, call),
    undefine: async (ref, call) => undefineNetwork(context, ref, call),
    start: async (ref, call) => startNetwork(context, ref, call),
    destroy: async (ref, call) => destroyNetwork(context, ref, call),
    config: async (ref, { inactive }) => {
      const { config, definition } = networks.get(ref)
      return deepFreeze((inactive ? definition : undefined) ?? config)
    },
    update: async (ref, update, flags, call) => changeNetwork(context, ref, update, flags, call),
    dhcpLeases: async (ref, mac) => {
      const network = networks.get(ref)
      if (!network.live?.bridge?.name) return []
      const leases = readLeases(context.files(network).leases, network.live.bridge.name, network.live)
      return mac === undefined ? leases : leases.filter((lease) => lease.mac === mac)
    },
    bridgeName: async (ref) => {
      const { name, config } = networks.get(ref)
      if (config.bridge?.name === undefined)
        throw new VirtError('INTERNAL_ERROR', `network '${name}' does not have a bridge name.`, {
          origin: 'NETWORK',
        })
      return config.bridge.name
    },
    autostart: async (ref) => networks.get(ref).autostart,
    setAutostart: async (ref, autostart, call) => setNetworkAutostart(context, ref, autostart, call),
    subscribe: async (emit: Emit<NetworkEvent>) => events.subscribe(emit),
  }
}
