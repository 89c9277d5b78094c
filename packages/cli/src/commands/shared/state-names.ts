import type { DomainState, StateReason, VcpuState } from '@virt/core'

const states: Readonly<Record<DomainState, string>> = {
  nostate: 'no state',
  running: 'running',
  blocked: 'idle',
  paused: 'paused',
  shutdown: 'in shutdown',
  shutoff: 'shut off',
  crashed: 'crashed',
  pmsuspended: 'pmsuspended',
}

/** Reasons that virsh does not spell as the contract does. */
const reasons: Readonly<Partial<Record<StateReason, string>>> = {
  fromSnapshot: 'from snapshot',
  migrationCanceled: 'migration canceled',
  saveCanceled: 'save canceled',
  wakeup: 'event wakeup',
  postcopy: 'post-copy',
  postcopyFailed: 'post-copy failed',
  ioError: 'I/O error',
  shuttingDown: 'shutting down',
  snapshot: 'creating snapshot',
  startingUp: 'starting up',
  apiError: 'api error',
}

/** The same reason has another name while a domain is paused. */
const pausedReasons: Readonly<Partial<Record<StateReason, string>>> = {
  migration: 'migrating',
  save: 'saving',
  dump: 'dumping',
}

const vcpuStates: Readonly<Record<VcpuState, string>> = {
  offline: 'offline',
  running: 'running',
  blocked: 'idle',
}

export const stateName = (state: DomainState): string => states[state]

export const vcpuStateName = (state: VcpuState): string => vcpuStates[state]

export function reasonName(state: DomainState, reason: StateReason | undefined): string {
  if (reason === undefined) return 'unknown'
  return (state === 'paused' ? pausedReasons[reason] : undefined) ?? reasons[reason] ?? reason
}
