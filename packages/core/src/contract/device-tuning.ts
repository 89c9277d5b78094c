import type { Call } from './call.js'
import type { AffectFlags } from './domains.js'
import type { DomainRef } from './refs.js'

/**
 * Limits of a disk by libvirt's names: `total_bytes_sec`, `read_iops_sec`, `write_bytes_sec_max`, `size_iops_sec`,
 * `total_iops_sec_max_length`, ... Bytes, requests and seconds; 0: no limit.
 */
export type BlockIoTune = Readonly<Record<string, number>>

/**
 * Bandwidth of an interface by libvirt's names: `inbound.average`, `inbound.peak`, `inbound.floor` and the same of
 * `outbound` in KiB/s, `inbound.burst` and `outbound.burst` in KiB; 0: no limit.
 */
export type InterfaceParameters = Readonly<Record<string, number>>

/** How much single devices of a domain may do. */
export interface DeviceTuningOperations {
  /** All limits of the disk with that target or source; INVALID_ARG when there is none (`virDomainGetBlockIoTune`). */
  blockIoTune(domain: DomainRef, disk: string, flags: AffectFlags, call: Call): Promise<BlockIoTune>
  /**
   * Only the named limits change, except that a total and its read and write halves exclude each other: naming one clears the
   * others (`virDomainSetBlockIoTune`). INVALID_ARG for an unknown name, a negative value, or both a total and a half.
   */
  setBlockIoTune(
    domain: DomainRef,
    disk: string,
    parameters: BlockIoTune,
    flags: AffectFlags,
    call: Call,
  ): Promise<void>
  /** All limits of the interface with that host device or MAC address; INVALID_ARG when there is none (`virDomainGetInterfaceParameters`). */
  interfaceParameters(
    domain: DomainRef,
    device: string,
    flags: AffectFlags,
    call: Call,
  ): Promise<InterfaceParameters>
  /**
   * Naming any limit of a direction replaces that direction; an average of 0 removes it (`virDomainSetInterfaceParameters`).
   * INVALID_ARG for an unknown name or a negative value.
   */
  setInterfaceParameters(
    domain: DomainRef,
    device: string,
    parameters: InterfaceParameters,
    flags: AffectFlags,
    call: Call,
  ): Promise<void>
}
