import { formatNetwork, type NetworkConfig, type NetworkUpdate } from '../config.js'
import type { AffectFlags } from '../contract/domains.js'
import type { NetworkLease, NetworkRecord } from '../contract/networks.js'
import type { NetworkRef } from '../contract/refs.js'
import type { CallOptions } from './call-options.js'
import type { EventHub, EventOptions, EventStream } from './event-hub.js'
import type { Gate } from './gate.js'
import { split } from './split.js'
import { StreamScope } from './stream-scope.js'

/** A virtual network on a connection. It holds nothing open. */
export class Network implements NetworkRef {
  readonly name: string
  readonly uuid: string
  readonly #gate: Gate
  readonly #events: EventHub
  #streams: StreamScope | undefined

  /** @internal Networks come from a connection. */
  constructor(gate: Gate, events: EventHub, { name, uuid }: NetworkRef) {
    this.#gate = gate
    this.#events = events
    this.name = name
    this.uuid = uuid
  }

  /** As plain data. */
  get ref(): NetworkRef {
    return { name: this.name, uuid: this.uuid }
  }

  /** The description as XML (`virNetworkGetXMLDesc`). */
  async xml(options: { inactive?: boolean } & CallOptions = {}): Promise<string> {
    return formatNetwork(await this.config(options))
  }

  /** The description as typed values. */
  config(options: { inactive?: boolean } & CallOptions = {}): Promise<NetworkConfig> {
    const { call, flags } = split(options)
    return this.#gate.run('networks.config', [this.ref, flags], call)
  }

  /** `virNetworkCreate`. */
  start(options?: CallOptions): Promise<void> {
    return this.#gate.run('networks.start', [this.ref], options)
  }

  /** `virNetworkDestroy`. */
  destroy(options?: CallOptions): Promise<void> {
    return this.#gate.run('networks.destroy', [this.ref], options)
  }

  /** `virNetworkUndefine`. */
  undefine(options?: CallOptions): Promise<void> {
    return this.#gate.run('networks.undefine', [this.ref], options)
  }

  /**
   * Change one part of the network: `{ command: 'add-last', section: 'ip-dhcp-host', value: "<host mac='...' ip='...'/>" }`
   * (`virNetworkUpdate`). Neither `live` nor `config`: what is active, else the definition.
   */
  update(
    update: NetworkUpdate | (Omit<NetworkUpdate, 'value'> & { readonly value: string }),
    options: AffectFlags & CallOptions = {},
  ): Promise<void> {
    const { call, flags } = split(options)
    return this.#gate.run('networks.update', [this.ref, update, flags], call)
  }

  /** The addresses that its guests have been lent, or that of one MAC address (`virNetworkGetDHCPLeases`). */
  dhcpLeases(options: { mac?: string } & CallOptions = {}): Promise<readonly NetworkLease[]> {
    const { mac, ...call } = options
    return this.#gate.run('networks.dhcpLeases', [this.ref, mac], call)
  }

  /** `virNetworkGetBridgeName`. */
  bridgeName(options?: CallOptions): Promise<string> {
    return this.#gate.run('networks.bridgeName', [this.ref], options)
  }

  /** `virNetworkGetAutostart`. */
  autostart(options?: CallOptions): Promise<boolean> {
    return this.#gate.run('networks.autostart', [this.ref], options)
  }

  /** `virNetworkSetAutostart`. */
  setAutostart(autostart: boolean, options?: CallOptions): Promise<void> {
    return this.#gate.run('networks.setAutostart', [this.ref, autostart], options)
  }

  /** What happens to this network from now on. */
  events(options: EventOptions = {}): EventStream {
    this.#streams ??= new StreamScope()
    const mine = this.uuid
    return this.#events.stream(
      (event) => event.object === 'network' && event.network.uuid === mine,
      this.#streams.bound(options),
    )
  }

  /** Ends this object's event streams. The network itself is left alone. */
  [Symbol.asyncDispose](): Promise<void> {
    this.#streams?.end()
    return Promise.resolve()
  }

  toJSON(): NetworkRef {
    return this.ref
  }
}

/** A network out of a listing, with what the listing said of it. */
export class ListedNetwork extends Network {
  readonly active: boolean
  readonly persistent: boolean
  readonly autostarts: boolean
  readonly bridge: string | undefined

  /** @internal */
  constructor(gate: Gate, events: EventHub, record: NetworkRecord) {
    super(gate, events, record)
    this.active = record.active
    this.persistent = record.persistent
    this.autostarts = record.autostart
    this.bridge = record.bridge
  }
}
