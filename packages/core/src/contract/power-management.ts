import type { Call } from './call.js'
import type { DomainRef } from './refs.js'

/** Where a guest's state is while it sleeps (`virNodeSuspendTarget`): in its memory, on its disk, or in both. */
export const pmSuspendTargets = ['mem', 'disk', 'hybrid'] as const

export type PmSuspendTarget = (typeof pmSuspendTargets)[number]

/** A guest's sleep. */
export interface PowerManagementOperations {
  /**
   * Have the guest sleep for so many seconds, 0: until it is woken up; resolves when it sleeps
   * (`virDomainPMSuspendForDuration`). OPERATION_UNSUPPORTED where the guest cannot sleep, or nobody in it can be asked to.
   */
  pmSuspendForDuration(
    domain: DomainRef,
    target: PmSuspendTarget,
    duration: number,
    call: Call,
  ): Promise<void>
  /** Wake it up (`virDomainPMWakeup`). OPERATION_INVALID for one that does not sleep. */
  pmWakeup(domain: DomainRef, call: Call): Promise<void>
}
