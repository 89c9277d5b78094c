import type { DomainSnapshotConfig, SnapshotState } from '../config.js'
import type { Call, JobCall } from './call.js'
import type { DomainRef } from './refs.js'

/** Which snapshots a caller wants. A driver may answer with more: the front-end drops what does not fit. */
export interface SnapshotFilter {
  /** Only those without a parent. */
  readonly roots?: boolean
  /** `true`: only those without children; `false`: only those with. */
  readonly leaves?: boolean
  /** Only those of these states: `shutoff` is libvirt's "inactive", `disk-snapshot` its "disk only". */
  readonly states?: readonly SnapshotState[]
  readonly locations?: readonly ('internal' | 'external')[]
}

/** One row of a listing. */
export interface SnapshotRecord {
  /** Unique in its domain. */
  readonly name: string
  readonly parent?: string
  /** How many snapshots have it as their parent. */
  readonly children: number
  /** Of the domain, when it was made. */
  readonly state: SnapshotState
  /** Seconds since 1970. */
  readonly creationTime: number
  /** Whether the domain goes on from it: the next one becomes its child. */
  readonly current: boolean
  /** `external` when any part of it is a file of its own. */
  readonly location: 'internal' | 'external'
  readonly description?: string
}

/** `virDomainSnapshotCreateFlags`. */
export interface SnapshotCreateFlags {
  /** Take over the description of a snapshot that is there already: nothing is done to disks. */
  readonly redefine?: boolean
  /** With `redefine`: it becomes the current one. */
  readonly current?: boolean
  /** Make it, and do not remember it. */
  readonly noMetadata?: boolean
  /** Stop the guest with it. */
  readonly halt?: boolean
  /** Disks only, without memory. */
  readonly diskOnly?: boolean
  /** The new images exist: use them as they are. */
  readonly reuseExternal?: boolean
  /** Have the guest's agent hold its file systems still meanwhile. */
  readonly quiesce?: boolean
  /** Of all disks, or of none. */
  readonly atomic?: boolean
  /** Keep the guest running while its memory is written; only for external memory. */
  readonly live?: boolean
  /** Refuse XML that has elements without a meaning. */
  readonly validate?: boolean
}

/** The state afterwards, in place of that of the snapshot (`virDomainSnapshotRevertFlags`). */
export interface SnapshotRevertFlags {
  readonly running?: boolean
  readonly paused?: boolean
  /** Also where it cannot be shown to be safe: the guest is started anew, or the snapshot knows no domain. */
  readonly force?: boolean
}

/** `virDomainSnapshotDeleteFlags`. */
export interface SnapshotDeleteFlags {
  /** With all that descend from it. */
  readonly children?: boolean
  /** Only those that descend from it. */
  readonly childrenOnly?: boolean
  /** Forget it, and leave its data where it is. */
  readonly metadataOnly?: boolean
}

/**
 * What a driver can do with snapshots of domains. Each absent operation answers NO_SUPPORT; an unknown domain is
 * NO_DOMAIN, an unknown snapshot NO_DOMAIN_SNAPSHOT.
 */
export interface SnapshotOperations {
  /** All of one domain, parents before their children (`virDomainListAllSnapshots`). */
  list(domain: DomainRef, filter: SnapshotFilter, call: Call): Promise<readonly SnapshotRecord[]>
  /** `virDomainSnapshotLookupByName`. */
  lookupByName(domain: DomainRef, name: string, call: Call): Promise<SnapshotRecord>
  /** NO_DOMAIN_SNAPSHOT when there is none (`virDomainSnapshotCurrent`). */
  current(domain: DomainRef, call: Call): Promise<SnapshotRecord>
  /** The description, with the domain as it was (`virDomainSnapshotGetXMLDesc`). */
  config(
    domain: DomainRef,
    name: string,
    flags: { readonly secure?: boolean },
    call: Call,
  ): Promise<DomainSnapshotConfig>
  /**
   * Make one; it becomes the current one (`virDomainSnapshotCreateXML`). OPERATION_FAILED when the name is taken, and
   * nothing is left of one that fails.
   */
  create(
    domain: DomainRef,
    config: DomainSnapshotConfig,
    flags: SnapshotCreateFlags,
    call: JobCall,
  ): Promise<SnapshotRecord>
  /** Bring the domain back to it: disks, definition and state (`virDomainRevertToSnapshot`). */
  revert(domain: DomainRef, name: string, flags: SnapshotRevertFlags, call: JobCall): Promise<void>
  /** Remove it; its children become those of its parent (`virDomainSnapshotDelete`). */
  delete(domain: DomainRef, name: string, flags: SnapshotDeleteFlags, call: JobCall): Promise<void>
}
