import type { DomainConfig } from '../config.js'
import type { Call, JobCall } from './call.js'
import type { DomainRef } from './refs.js'

/** How a domain moves to another host, by libvirt's `VIR_MIGRATE_*` flags and parameters. */
export interface MigrateFlags {
  /** Keep the guest running until the last moment; without, it is paused meanwhile. */
  readonly live?: boolean
  /** Leave it paused on the destination. */
  readonly paused?: boolean
  /** Define it on the destination. */
  readonly persistDestination?: boolean
  /** Remove its definition on the source when it has left. */
  readonly undefineSource?: boolean
  /** Its name on the destination (`dname`). Absent: the same. */
  readonly name?: string
  /** How the hypervisors reach each other: `tcp:HOST:PORT` or `unix:PATH`, as the destination listens (`miguri`). Absent: the destination chooses. */
  readonly uri?: string
}

/** What {@link MigrationOperations.migratePrepare} is asked besides the description. */
export interface MigratePrepareFlags {
  /** Where to listen: `tcp:HOST:PORT` (port 0: any), `unix:PATH`. Absent: a unix socket of the destination's own. */
  readonly uri?: string
}

/** A destination that waits for a guest. */
export interface PreparedMigration {
  /** Where the source's hypervisor sends the guest: `tcp:HOST:PORT`, `unix:PATH`. */
  readonly uri: string
  /** Names this one migration, to be shown at its end. */
  readonly cookie: string
}

/** How {@link MigrationOperations.migrateFinish} ends the destination's part. */
export interface MigrateFinishFlags {
  /** Of the {@link PreparedMigration}. */
  readonly cookie?: string
  /** The guest stays where it was: forget it here. */
  readonly cancelled?: boolean
  /** Leave it paused. */
  readonly paused?: boolean
}

/**
 * Moving a guest to another host. `migrate` is what users call; the others are what the source's driver asks of the
 * destination's, after libvirt's migration protocol. Of its five steps Begin, Perform and Confirm are the source's own.
 */
export interface MigrationOperations {
  /**
   * Move a running domain to another host; resolves when it runs there, and this host has it no more
   * (`virDomainMigrateToURI3`: the hypervisors speak with each other). A migration that fails or is aborted leaves the guest
   * where it was. `destination` is what this hypervisor can reach: `HOST`, `HOST:PORT`, or a URI that its driver documents.
   */
  migrate(domain: DomainRef, destination: string, flags: MigrateFlags, call: JobCall): Promise<void>
  /**
   * Start a hypervisor that waits for this guest (`virDomainMigratePrepare3`). DOM_EXIST when the name or uuid is taken here.
   * What is not finished in good time after the guest has arrived is forgotten.
   */
  migratePrepare(config: DomainConfig, flags: MigratePrepareFlags, call: Call): Promise<PreparedMigration>
  /**
   * The source has let go of the guest: let it run here; or it is cancelled (`virDomainMigrateFinish3`). Asked twice, it
   * answers the same. NO_DOMAIN when the guest did not arrive, or is forgotten: then the source may let it go on.
   */
  migrateFinish(domain: DomainRef, flags: MigrateFinishFlags, call: Call): Promise<DomainRef>

  /** Bytes per second that a running domain is migrated with at most; 0: no limit (`virDomainMigrateGetMaxSpeed`, in MiB/s there). */
  migrateMaxSpeed(domain: DomainRef, call: Call): Promise<number>
  /** At once where a migration goes on, and for every later one of this run (`virDomainMigrateSetMaxSpeed`). */
  migrateSetMaxSpeed(domain: DomainRef, bandwidth: number, call: Call): Promise<void>
  /** Milliseconds that a running domain may stand still at the end of a live migration (`virDomainMigrateGetMaxDowntime`). */
  migrateMaxDowntime(domain: DomainRef, call: Call): Promise<number>
  /** At least 1; for this run, and for a migration that goes on (`virDomainMigrateSetMaxDowntime`). INVALID_ARG for more than the hypervisor takes. */
  migrateSetMaxDowntime(domain: DomainRef, downtime: number, call: Call): Promise<void>
}
