import type { VirtError } from '../errors/virt-error.js'
import type { ConnectionUri } from '../registry/uri.js'
import type { DomainOperations } from './domains.js'
import type { DomainEventName } from './events.js'
import type { HostOperations } from './host.js'
import type { NativeFormat } from './native-format.js'
import type { NetworkOperations } from './networks.js'
import type { SnapshotOperations } from './snapshots.js'
import type { Siblings } from './siblings.js'

/** The version of this contract. A driver states the one that it was written for. */
export const contractVersion = 1

/** What a driver is asked to open. */
export interface OpenRequest {
  readonly uri: ConnectionUri
  readonly readOnly: boolean
  /** Aborted when the caller no longer waits. */
  readonly signal?: AbortSignal
  /** "Not mine", with the reason that `connection.channels` will show: `return request.decline('no /proc/xen')`. */
  readonly decline: (reason: string) => undefined
  /** What the connection's other channels can do, once it is open. */
  readonly siblings: Siblings
}

/** The place of a driver among several that serve one scheme: the lower number is asked first. Default 0. */
export interface DriverRank {
  readonly query: number
  readonly change: number
}

/**
 * What a driver package registers.
 *
 * `open` has three answers: a connection (mine, opened), `undefined` (declined: not mine, ask the next driver), or a
 * thrown error (mine, and it failed: opening stops). After `virDrvConnectOpen`.
 */
export interface Driver {
  /** Unique in a registry: `qemu`, `xenstore`. */
  readonly name: string
  readonly contract: number
  /** URI schemes that it may be asked to open, without transport: `qemu`, `xen`. */
  readonly schemes: readonly string[]
  readonly rank?: DriverRank
  /** Notations of the hypervisor's own tools that it reads and writes, by libvirt's names: `xen-xm`. */
  readonly formats?: Readonly<Record<string, NativeFormat>>
  /** The URI it would open on this host when the user gives none; `undefined` when its hypervisor is not here. Quick and without side effect. */
  probe?(): Promise<string | undefined>
  open(request: OpenRequest): Promise<DriverConnection | undefined>
}

/**
 * An open channel to a hypervisor: a partial table of operations by family of object.
 *
 * Presence is the claim: an operation that is there works as its contract says, one that is not there answers
 * NO_SUPPORT. The arguments of each call have been checked by the front-end. A driver may throw any error.
 */
export interface DriverConnection {
  /** The driver's name, for errors. */
  readonly driver: string
  readonly host?: Partial<HostOperations>
  readonly domains?: Partial<DomainOperations>
  readonly networks?: Partial<NetworkOperations>
  readonly snapshots?: Partial<SnapshotOperations>
  /**
   * What `domains.subscribe` tells, where that is not everything. A connection listens to the nearest of its channels, and
   * to those further away that tell only what no nearer one does, so that nothing is told twice.
   */
  readonly domainEvents?: readonly DomainEventName[]
  /** Resolves, with the reason, when the other side is gone for good without {@link close}. Absent where that cannot happen. */
  readonly lost?: Promise<VirtError>
  /**
   * What its owner should repair, one sentence each, as of the last look: a file that cannot be read, with the place. Shown
   * in `connection.channels`. Quick; never throws.
   */
  diagnostics?(): readonly string[]
  /** Called once. Afterwards no operation is called; subscriptions end with it. */
  close(): Promise<void>
}
