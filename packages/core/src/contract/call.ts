/** What comes along with every call to a driver, as the last argument. */
export interface Call {
  /** Aborted when nobody waits for the answer any more: a driver that can stop the work should. Absent when nobody can abort. */
  readonly signal?: AbortSignal
  /**
   * The same, for who would otherwise make an AbortSignal for each of many short calls: told at most once, with the
   * reason, at once when it has happened already. See {@link whenAborted}.
   */
  onAbort?(listener: (reason: unknown) => void): void
}

/** What comes along with a long-running call: save, restore, core dump. */
export interface JobCall extends Call {
  /** Tell how far the work is, as often as is useful; the front-end keeps the newest. */
  readonly progress?: (progress: JobProgress) => void
}

/** How far a job is (`virDomainJobInfo`). */
export interface JobProgress {
  /** Bytes done so far. Never goes down. */
  readonly processed: number
  /** Bytes in all; 0 while that is not known. */
  readonly total: number
}
