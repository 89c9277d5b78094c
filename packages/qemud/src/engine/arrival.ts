import type { LifecycleDetails, StateReason } from '@virt/core/driver'
import type { Guest } from './guest.js'

/** What a start continues, instead of booting. */
export interface Arrival {
  readonly origin: 'restored' | 'fromSnapshot' | 'migrated'
  /** Somebody else says when it is here, and lets it run; nobody is told before. */
  readonly waits?: boolean
  /** Bring the state into QEMU, which was told to expect one. */
  receive(guest: Guest, signal: AbortSignal): Promise<void>
  /** It is here, and would be found again after a crash: the last moment before it runs. */
  arrived?(): Promise<void>
}

/** What a guest that does not run at first is told to be, and why: booted, or from elsewhere. */
export const pausedReasons: Readonly<Record<Arrival['origin'] | 'booted', StateReason>> = {
  booted: 'user',
  restored: 'unknown',
  fromSnapshot: 'fromSnapshot',
  migrated: 'migration',
}

export const suspendedDetails: Readonly<Record<Arrival['origin'] | 'booted', LifecycleDetails['suspended']>> =
  {
    booted: 'paused',
    restored: 'restored',
    fromSnapshot: 'fromSnapshot',
    migrated: 'migrated',
  }
