/** The door for users: open a connection, and call what it offers. */
export { open, openReadOnly } from './front/open.js'
export type { OpenOptions } from './front/open.js'
export type { ReconnectOptions } from './front/reconnect.js'
export { Connection } from './front/connection.js'
export type { ConnectionListeners } from './front/connection-listeners.js'
export { Domain } from './front/domain.js'
export { ListedDomain } from './front/listed-domain.js'
export { DomainDisk } from './front/domain-disk.js'
export { ListedSnapshot, Snapshot } from './front/snapshot.js'
export { ListedNetwork, Network } from './front/network.js'
export { Job } from './front/job.js'
export type { CallOptions } from './front/call-options.js'
export type { EventOptions, EventStream, OverflowEvent, ResyncEvent, VirtEvent } from './front/event-hub.js'
export type { ChannelReport } from './channels/channel.js'
export { discoverDrivers } from './registry/discover.js'
export type { DriverPackage } from './registry/discover.js'
export * from './driver.js'
export type {
  Capabilities,
  DeviceConfig,
  DomainConfig,
  DomainSnapshotConfig,
  NetworkConfig,
} from './config.js'
