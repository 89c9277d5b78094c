/** Where to look for the daemon. */
export interface Target {
  readonly socket: string
  /** Whether the user named it. */
  readonly named: boolean
}
