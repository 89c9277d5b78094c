import type { DomainState, StateReason } from '@virt/core/driver'
import type { DomainRecord } from '../hypercalls/domain-record.js'

/** `XEN_DOMINF_*`. */
const dying = 1
const shutdown = 4
const paused = 8
const blocked = 16

/** What a guest that stopped by itself said (`SHUTDOWN_*`), in Xen's order: power off, reboot, suspend, crash, watchdog, soft reset. */
const ends: readonly State[] = [
  { state: 'shutdown', reason: 'user' },
  { state: 'shutdown', reason: 'user' },
  { state: 'pmsuspended', reason: 'unknown' },
  { state: 'crashed', reason: 'panicked' },
  { state: 'crashed', reason: 'unknown' },
  { state: 'shutdown', reason: 'user' },
]

export interface State {
  readonly state: DomainState
  readonly reason: StateReason
}

const unknown = (state: DomainState): State => ({ state, reason: 'unknown' })

export const isPaused = ({ flags }: DomainRecord): boolean => (flags & paused) !== 0

/** Neither dying nor ended by itself. */
export const isAlive = ({ flags }: DomainRecord): boolean => (flags & (dying | shutdown)) === 0

/** The state that the flags of a domain mean. One that waits for a CPU is running, for so the contract defines it. */
export function stateOf({ flags }: DomainRecord): State {
  if (flags & dying) return unknown('shutdown')
  if (flags & shutdown) return ends[(flags >>> 16) & 0xff] ?? unknown('shutdown')
  if (flags & paused) return unknown('paused')
  return unknown(flags & blocked ? 'blocked' : 'running')
}
