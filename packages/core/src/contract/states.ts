/** `virDomainState`, in libvirt's order: the index is libvirt's number. */
export const domainStates = [
  'nostate',
  'running',
  'blocked',
  'paused',
  'shutdown',
  'shutoff',
  'crashed',
  'pmsuspended',
] as const

/**
 * - `running`: using a CPU, or ready to; `blocked`: idle, waiting for something; `nostate`: active, and the hypervisor says no more;
 * - `paused`: suspended by a person or by the hypervisor; `pmsuspended`: asleep by its own wish;
 * - `shutdown`: about to power off; `shutoff`: not active; `crashed`: ended by a fault, kept for inspection.
 */
export type DomainState = (typeof domainStates)[number]

/** Why a domain is in its state (`virDomainRunningReason` and its siblings), in libvirt's order. */
export const stateReasons = {
  nostate: ['unknown'],
  running: [
    'unknown',
    'booted',
    'migrated',
    'restored',
    'fromSnapshot',
    'unpaused',
    'migrationCanceled',
    'saveCanceled',
    'wakeup',
    'crashed',
    'postcopy',
    'postcopyFailed',
  ],
  blocked: ['unknown'],
  paused: [
    'unknown',
    'user',
    'migration',
    'save',
    'dump',
    'ioError',
    'watchdog',
    'fromSnapshot',
    'shuttingDown',
    'snapshot',
    'crashed',
    'startingUp',
    'postcopy',
    'postcopyFailed',
    'apiError',
  ],
  shutdown: ['unknown', 'user'],
  shutoff: [
    'unknown',
    'shutdown',
    'destroyed',
    'crashed',
    'migrated',
    'saved',
    'failed',
    'fromSnapshot',
    'daemon',
  ],
  crashed: ['unknown', 'panicked'],
  pmsuspended: ['unknown'],
} as const

export type StateReason = (typeof stateReasons)[DomainState][number]

/** `virVcpuState`. */
export const vcpuStates = ['offline', 'running', 'blocked'] as const

export type VcpuState = (typeof vcpuStates)[number]
