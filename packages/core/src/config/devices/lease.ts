import type { Unknowns } from '../codec/unknowns.js'
import type { Bytes } from '../units.js'

/** `<lease>`: a lock that the domain holds while it runs. */
export interface LeaseConfig extends Unknowns {
  readonly lockspace?: string
  readonly key: string
  readonly target: LeaseTarget
}

export interface LeaseTarget extends Unknowns {
  readonly path: string
  readonly offset?: Bytes
}
