import type { Unknowns } from '../codec/unknowns.js'

/** `<pm>`: whether the guest may sleep. */
export interface PowerManagement extends Unknowns {
  readonly suspendToMem?: { readonly enabled?: boolean } & Unknowns
  readonly suspendToDisk?: { readonly enabled?: boolean } & Unknowns
}

/** A row of `<perf>`. */
export interface PerfEvent extends Unknowns {
  readonly name: string
  readonly enabled: boolean
}
