export interface StormOptions {
  /** How often the daemon is killed. */
  readonly kills: number
  /** The same seed makes the same choices; their moments differ. */
  readonly seed: number
  /** Default 6. */
  readonly domains?: number
  readonly progress?: (so: {
    readonly kill: number
    readonly calls: number
    readonly findings: number
  }) => void
}

export interface StormReport {
  readonly kills: number
  /** Calls that were answered. */
  readonly calls: number
  readonly seed: number
  /** What was lost, doubled or left over; empty when all is well. */
  readonly findings: readonly string[]
}

export declare function storm(options: StormOptions): Promise<StormReport>
