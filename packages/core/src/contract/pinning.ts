import type { Call } from './call.js'
import type { AffectFlags } from './domains.js'
import type { DomainRef } from './refs.js'

/** A thread of the hypervisor that does I/O for disks (`virDomainIOThreadInfo`). */
export interface IoThreadInfo {
  /** Its number in the description, from 1 on. */
  readonly id: number
  /** Host CPUs it may run on, ascending. */
  readonly affinity: readonly number[]
}

/**
 * How an I/O thread works, by libvirt's names: `poll_max_ns`, nanoseconds that it looks for work before it sleeps; `poll_grow` and
 * `poll_shrink`, the factors by which that changes; `thread_pool_min` and `thread_pool_max`, its helpers.
 */
export type IoThreadParams = Readonly<Record<string, number>>

/** What a driver can do with the threads of a hypervisor's process besides vcpus. */
export interface PinningOperations {
  /** Host CPUs that the process's own threads may run on, ascending (`virDomainGetEmulatorPinInfo`). */
  emulatorPin(domain: DomainRef, flags: AffectFlags, call: Call): Promise<readonly number[]>
  /** Tie them to host CPUs (`virDomainPinEmulator`). */
  pinEmulator(domain: DomainRef, cpus: readonly number[], flags: AffectFlags, call: Call): Promise<void>
  /** `virDomainGetIOThreadInfo`. */
  ioThreads(domain: DomainRef, flags: AffectFlags, call: Call): Promise<readonly IoThreadInfo[]>
  /** Tie one to host CPUs (`virDomainPinIOThread`). INVALID_ARG when there is none of that number. */
  pinIoThread(
    domain: DomainRef,
    ioThread: number,
    cpus: readonly number[],
    flags: AffectFlags,
    call: Call,
  ): Promise<void>
  /** INVALID_ARG when there is one of that number (`virDomainAddIOThread`). */
  addIoThread(domain: DomainRef, ioThread: number, flags: AffectFlags, call: Call): Promise<void>
  /** INVALID_ARG when there is none of that number, or a disk uses it (`virDomainDelIOThread`). */
  deleteIoThread(domain: DomainRef, ioThread: number, flags: AffectFlags, call: Call): Promise<void>
  /**
   * Only the named ones change (`virDomainSetIOThreadParams`). INVALID_ARG when there is none of that number, for an unknown
   * name or a value out of range; OPERATION_UNSUPPORTED for `poll_...` in a definition, which has no place for it.
   */
  setIoThreadParams(
    domain: DomainRef,
    ioThread: number,
    params: IoThreadParams,
    flags: AffectFlags,
    call: Call,
  ): Promise<void>
}
