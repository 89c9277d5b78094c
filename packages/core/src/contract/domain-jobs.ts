import type { Call, JobCall, JobProgress } from './call.js'
import type { DomainRef } from './refs.js'

/** How a guest's memory is dumped, and what becomes of the guest. */
export interface DumpFlags {
  /** Leave the domain crashed afterwards. */
  readonly crash?: boolean
  /** Keep the guest running during the dump. */
  readonly live?: boolean
  /** Reset the guest afterwards. */
  readonly reset?: boolean
  /** Only memory, in ELF unless `format` says otherwise. */
  readonly memoryOnly?: boolean
  /** Of a memory-only dump (`virDomainCoreDumpFormat`): `elf`, `kdump-zlib`, `kdump-lzo`, `kdump-snappy`. A driver without choice ignores it. */
  readonly format?: string
}

/** What a long-running job of a domain does (`virDomainJobOperation`). */
export type DomainJobOperation =
  | 'none'
  | 'start'
  | 'save'
  | 'restore'
  | 'migrationIn'
  | 'migrationOut'
  | 'snapshot'
  | 'snapshotRevert'
  | 'dump'
  | 'snapshotDelete'

/** The long-running job of a domain, as anybody may see it: `operation` is `none` while there is none (`virDomainGetJobInfo`). */
export interface DomainJobInfo extends JobProgress {
  readonly operation: DomainJobOperation
  /** Milliseconds since it began. */
  readonly elapsed: number
}

/** Core dumps, and the long-running job of a domain for who has not started it. */
export interface DomainJobOperations {
  /** Write the guest's memory to a file for a debugger, mode 0600 (`virDomainCoreDumpWithFormat`). */
  coreDump(domain: DomainRef, path: string, flags: DumpFlags, call: JobCall): Promise<void>
  /** `virDomainGetJobInfo`. */
  jobInfo(domain: DomainRef, call: Call): Promise<DomainJobInfo>
  /**
   * Have the job stopped that runs now, which ends in OPERATION_ABORTED for who has started it (`virDomainAbortJob`).
   * OPERATION_INVALID when there is none, or it cannot be stopped any more.
   */
  abortJob(domain: DomainRef, call: Call): Promise<void>
}
