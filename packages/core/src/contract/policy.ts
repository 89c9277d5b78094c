import type { LifecycleAction } from '../config.js'
import type { Call } from './call.js'
import type { AffectFlags } from './domains.js'
import type { DomainRef } from './refs.js'

/** What may end a run of a guest (`virDomainLifecycle`). */
export const lifecycles = ['poweroff', 'reboot', 'crash'] as const

export type Lifecycle = (typeof lifecycles)[number]

/** Whether a domain can be controlled now (`virDomainControlInfo`). */
export interface ControlInfo {
  /** Its hypervisor is free; is busy with a long-running job; is busy otherwise; cannot be reached. */
  readonly state: 'ok' | 'job' | 'occupied' | 'error'
  /** Milliseconds that it has been busy. */
  readonly since?: number
}

/** What becomes of a domain whose run ends, and whether it can be told anything. */
export interface PolicyOperations {
  /** What follows when the guest powers off, reboots or crashes (`virDomainSetLifecycleAction`). CONFIG_UNSUPPORTED for what the driver cannot do. */
  setLifecycleAction(
    domain: DomainRef,
    type: Lifecycle,
    action: LifecycleAction,
    flags: AffectFlags,
    call: Call,
  ): Promise<void>
  /** `virDomainGetControlInfo`. */
  controlInfo(domain: DomainRef, call: Call): Promise<ControlInfo>
}
