import type { NetworkConfig, NetworkUpdate } from '../config.js'
import type { Call } from './call.js'
import type { AffectFlags } from './domains.js'
import type { Emit, NetworkEvent, Unsubscribe } from './events.js'
import type { NetworkRef } from './refs.js'

/** Which networks a caller wants. A driver may answer with more. */
export interface NetworkFilter {
  readonly active?: boolean
  readonly persistent?: boolean
  readonly autostart?: boolean
}

/** One row of a listing. */
export interface NetworkRecord extends NetworkRef {
  readonly active: boolean
  readonly persistent: boolean
  readonly autostart: boolean
  /** The host's bridge device, while there is one. */
  readonly bridge?: string
}

/** An address that a network has lent to a guest (`virNetworkDHCPLease`). */
export interface NetworkLease {
  /** The host's bridge device. */
  readonly interface: string
  /** Seconds since 1970 at which it ends; 0: never. */
  readonly expiry: number
  readonly type: 'ipv4' | 'ipv6'
  /** Lower case, `52:54:00:00:00:01`. */
  readonly mac?: string
  /** The guest's number for the interface; only of IPv6. */
  readonly iaid?: string
  readonly ip: string
  /** Of the network. */
  readonly prefix: number
  readonly hostname?: string
  /** What the guest calls itself: a client id (IPv4) or DUID (IPv6), as hexadecimal bytes with colons. */
  readonly clientId?: string
}

/** What a driver can do with virtual networks. Each absent operation answers NO_SUPPORT; an unknown network is NO_NETWORK. */
export interface NetworkOperations {
  /** `virConnectListAllNetworks` (2007: `ListNetworks`, `NumOfNetworks`, `ListDefinedNetworks`, `NumOfDefinedNetworks`). */
  list(filter: NetworkFilter, call: Call): Promise<readonly NetworkRecord[]>
  /** `virNetworkLookupByUUID`. */
  lookupByUuid(uuid: string, call: Call): Promise<NetworkRef>
  /** `virNetworkLookupByName`. */
  lookupByName(name: string, call: Call): Promise<NetworkRef>
  /** Start a transient network (`virNetworkCreateXML`). NETWORK_EXIST when the name or uuid is taken. */
  create(config: NetworkConfig, call: Call): Promise<NetworkRef>
  /** `virNetworkDefineXML`. */
  define(config: NetworkConfig, call: Call): Promise<NetworkRef>
  /** Remove the definition. An active network becomes transient, or is refused with OPERATION_INVALID (`virNetworkUndefine`). */
  undefine(network: NetworkRef, call: Call): Promise<void>
  /** `virNetworkCreate`. */
  start(network: NetworkRef, call: Call): Promise<void>
  /** `virNetworkDestroy`. */
  destroy(network: NetworkRef, call: Call): Promise<void>
  /** `virNetworkGetXMLDesc`. */
  config(network: NetworkRef, flags: { readonly inactive?: boolean }, call: Call): Promise<NetworkConfig>
  /**
   * Change one part of a network (`virNetworkUpdate`): of the active one without interrupting its guests, of the definition,
   * or of both. OPERATION_INVALID when what is to be changed is not there or what is to be added is; NO_SUPPORT for a section
   * that nobody can change.
   */
  update(network: NetworkRef, update: NetworkUpdate, flags: AffectFlags, call: Call): Promise<void>
  /** The addresses that are lent at the moment, or that of one guest (`virNetworkGetDHCPLeases`). None of an inactive network. */
  dhcpLeases(network: NetworkRef, mac: string | undefined, call: Call): Promise<readonly NetworkLease[]>
  /** `virNetworkGetBridgeName`. */
  bridgeName(network: NetworkRef, call: Call): Promise<string>
  /** `virNetworkGetAutostart`. */
  autostart(network: NetworkRef, call: Call): Promise<boolean>
  /** `virNetworkSetAutostart`. */
  setAutostart(network: NetworkRef, autostart: boolean, call: Call): Promise<void>
  /** `virConnectNetworkEventRegisterAny`. */
  subscribe(emit: Emit<NetworkEvent>, call: Call): Promise<Unsubscribe>
}
