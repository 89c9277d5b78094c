import type { NetworkConfig } from '../config.js'
import type { Call } from './call.js'
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
  /** `virNetworkGetBridgeName`. */
  bridgeName(network: NetworkRef, call: Call): Promise<string>
  /** `virNetworkGetAutostart`. */
  autostart(network: NetworkRef, call: Call): Promise<boolean>
  /** `virNetworkSetAutostart`. */
  setAutostart(network: NetworkRef, autostart: boolean, call: Call): Promise<void>
  /** `virConnectNetworkEventRegisterAny`. */
  subscribe(emit: Emit<NetworkEvent>, call: Call): Promise<Unsubscribe>
}
