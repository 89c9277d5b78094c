/** What every call takes beside its own arguments. */
export interface CallOptions {
  /** Stop waiting, and stop the work where the driver can: the call ends with OPERATION_ABORTED. */
  readonly signal?: AbortSignal
  /**
   * Milliseconds after which the call ends with OPERATION_TIMEOUT; 0 for none. Default: the connection's, 30,000 unless
   * it was opened otherwise; jobs (save, restore, core dump) have none by default. A change that timed out may still happen.
   */
  readonly timeout?: number
}
