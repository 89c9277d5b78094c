export interface SoakOptions {
  /** Through each of the two daemons. */
  readonly calls: number
  /** Told to every client of both. */
  readonly events: number
  /** Whether a real QEMU runs meanwhile, is paused, and starts anew; else only definitions come and go. */
  readonly withGuest: boolean
  /** Ends it early: rejects with the reason when daemons and guest have been ended. */
  readonly signal?: AbortSignal
  /** Told after each call of all that were answered, by both daemons, and all events that happened. */
  readonly progress?: (so: { readonly calls: number; readonly events: number }) => void
}

/** Bytes, of a daemon that has collected its garbage. */
export interface Sample {
  /** What is alive in its heap, and what that holds outside. */
  readonly heap: number
  /** Resident memory. */
  readonly rss: number
}

export interface Row {
  readonly process: string
  readonly what: keyof Sample | 'descriptors'
  /** Bytes after the warm-up; descriptors before the first client. */
  readonly from: number
  /** Bytes in the end; descriptors after the last client. */
  readonly to: number
  /** Along the trend of all samples after the warm-up. */
  readonly growth: number
  readonly flat: boolean
}

/**
 * Start `virt-qemud` and `virt-proxyd` in front of it, have clients come, ask and go while domains change, and say what
 * the daemons hold afterwards. Throws when a call is answered wrongly, or an event is missed or told twice.
 */
export declare function soak(options: SoakOptions): Promise<Row[]>
