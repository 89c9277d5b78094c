import { deepFreeze, type NetworkEvent, type NetworkOperations, type NetworkRef } from '@virt/core/driver'
import { claimInactive } from '../claim.js'
import { defineNetwork, networkKind } from '../define-network.js'
import { notValid, refusal } from '../refusal.js'
import type { Session } from '../session.js'
import { settleNetwork } from '../settle.js'
import { TestNetwork } from '../test-network.js'
import type { TestNode } from '../test-node.js'
import { changeNetwork } from '../update-network.js'

type Life = Pick<NetworkOperations, 'create' | 'define' | 'undefine' | 'start' | 'destroy'>

export function networkOperations(session: Session): NetworkOperations {
  const { node } = session
  const { networks } = node
  const find = (ref: NetworkRef): TestNetwork => known(networks.byUuid(ref.uuid), `uuid '${ref.uuid}'`)
  return {
    ...life(node, find),
    list: async () => Array.from(networks.values(), ({ record }) => record),
    lookupByUuid: async (uuid) => known(networks.byUuid(uuid), `uuid '${uuid}'`).ref,
    lookupByName: async (name) => known(networks.byName(name), `name '${name}'`).ref,
    config: async (ref, { inactive }) => {
      const network = find(ref)
      return deepFreeze((inactive ? network.definition : undefined) ?? network.config)
    },
    update: async (ref, update, flags) => changeNetwork(find(ref), update, flags),
    dhcpLeases: async (ref) => {
      find(ref)
      return []
    },
    bridgeName: async (ref) => {
      const { name, config } = find(ref)
      if (config.bridge?.name === undefined)
        throw refusal('INTERNAL_ERROR', `network '${name}' does not have a bridge name.`)
      return config.bridge.name
    },
    autostart: async (ref) => find(ref).autostart,
    setAutostart: async (ref, wanted) => {
      const network = find(ref)
      if (!network.persistent) throw notValid('cannot set autostart for transient network')
      network.autostart = wanted
    },
    subscribe: async (emit) => session.subscribe(node.networkEvents, emit),
  }
}

function life(node: TestNode, find: (ref: NetworkRef) => TestNetwork): Life {
  const { networks } = node
  const announce = ({ ref }: TestNetwork, event: NetworkEvent['event']): NetworkRef => {
    node.networkEvents.send({ type: 'lifecycle', network: ref, event })
    return ref
  }
  return {
    create: async (config) => {
      const live = settleNetwork(config)
      const network =
        claimInactive(networks, live, networkKind) ?? networks.add(new TestNetwork(live.name, live.uuid))
      network.live = live
      return announce(network, 'started')
    },
    define: async (config) => announce(defineNetwork(node, config), 'defined'),
    undefine: async (ref) => {
      const network = find(ref)
      if (network.active) throw notValid(`Network '${network.name}' is still running`)
      networks.remove(network)
      announce(network, 'undefined')
    },
    start: async (ref) => {
      const network = find(ref)
      if (network.active) throw notValid(`Network '${network.name}' is already running`)
      network.live = network.definition
      announce(network, 'started')
    },
    destroy: async (ref) => {
      const network = find(ref)
      if (!network.active) throw notValid(`network '${network.name}' is not active`)
      network.live = undefined
      if (!network.persistent) networks.remove(network)
      announce(network, 'stopped')
    },
  }
}

function known(network: TestNetwork | undefined, what: string): TestNetwork {
  if (!network) throw refusal('NO_NETWORK', `no network with matching ${what}`)
  return network
}
