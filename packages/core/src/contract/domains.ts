import type { Duplex } from 'node:stream'
import type { DeviceConfig, DomainConfig } from '../config.js'
import type { AgentOperations } from './agent.js'
import type { BlockOperations } from './blocks.js'
import type { Call } from './call.js'
import type { DeviceTuningOperations } from './device-tuning.js'
import type { DomainJobOperations } from './domain-jobs.js'
import type { DomainEvent, Emit, Unsubscribe } from './events.js'
import type { FigureOperations } from './figures.js'
import type { InputOperations } from './input.js'
import type { MetadataOperations } from './metadata.js'
import type { PinningOperations } from './pinning.js'
import type { PolicyOperations } from './policy.js'
import type { PowerManagementOperations } from './power-management.js'
import type { MigrationOperations } from './migration.js'
import type { DomainRef } from './refs.js'
import type { SavedStateOperations } from './saved-state.js'
import type { ShutdownFlags } from './shutdown.js'
import type { DomainState, StateReason, VcpuState } from './states.js'

/** Which domains a caller wants. A driver may answer with more: the front-end drops what does not fit. */
export interface DomainFilter {
  /** `true`: only active ones; `false`: only inactive ones; absent: both. */
  readonly active?: boolean
  readonly persistent?: boolean
  readonly autostart?: boolean
  readonly states?: readonly DomainState[]
}

/**
 * One row of a listing, as far as one channel knows it. A driver that is alone on its connection fills in everything;
 * one of several channels gives what it has, and the front-end joins the rows of all channels by uuid.
 */
export interface DomainRecord {
  readonly uuid: string
  readonly name?: string
  /** Present exactly while the domain is active. */
  readonly id?: number
  readonly state?: DomainState
  readonly reason?: StateReason
  /** Whether a definition stays when the domain stops. */
  readonly persistent?: boolean
  readonly autostart?: boolean
  /** Whether a managed save waits for its next start. */
  readonly managedSave?: boolean
}

/** `virDomainInfo`, with the reason of `virDomainGetState`. */
export interface DomainInfo {
  readonly state: DomainState
  readonly reason?: StateReason
  /** KiB. */
  readonly maxMemory: number
  /** KiB the guest has now; 0 while inactive on hypervisors that reserve nothing. */
  readonly memory: number
  readonly vcpus: number
  /** Nanoseconds of CPU time used since the start. Exact up to 104 days, then rounded to the nearest 2 ns. */
  readonly cpuTime: number
  /** The id at the time of the answer: absent when inactive. */
  readonly id?: number
  readonly persistent?: boolean
  /** The label that confines it, where the host has a security model (`virDomainGetSecurityLabel`). */
  readonly security?: { readonly label: string; readonly enforcing: boolean }
  /** What its owner should know: taints, deprecated features (`virDomainGetMessages`). Absent when there is nothing to say. */
  readonly messages?: readonly string[]
}

/** One virtual CPU (`virVcpuInfo` with its cpu map). */
export interface VcpuInfo {
  readonly number: number
  readonly state: VcpuState
  /** Nanoseconds. */
  readonly cpuTime: number
  /** The host CPU it runs on; absent when it runs on none, or nobody knows. */
  readonly cpu?: number
  /** Host CPUs it may run on, ascending. */
  readonly affinity: readonly number[]
}

/** What a change applies to. Neither: the live domain when it runs, else its definition (libvirt's `CURRENT`). Both: both. */
export interface AffectFlags {
  readonly live?: boolean
  readonly config?: boolean
}

export interface UpdateFlags extends AffectFlags {
  /** Take the medium of a drive that the guest has locked. */
  readonly force?: boolean
}

/** What became of a device that was to be detached: it is gone, or the guest was asked and has not answered yet. */
export type DetachResult = 'detached' | 'requested'

export interface CreateFlags {
  /** Leave it paused before its first instruction. */
  readonly paused?: boolean
}

export interface StartFlags extends CreateFlags {
  /** Boot, and forget a managed save (`VIR_DOMAIN_START_FORCE_BOOT`). */
  readonly forceBoot?: boolean
}

/** What goes with the definition (`virDomainUndefineFlags`). What a driver does not keep is not there to be removed. */
export interface UndefineFlags {
  /** Its managed save too; without, a domain that has one is refused with OPERATION_INVALID. */
  readonly managedSave?: boolean
  /** What is known of its snapshots too; without, an inactive domain that has some is refused with OPERATION_INVALID. */
  readonly snapshotsMetadata?: boolean
  /** Its firmware's variable store too. */
  readonly nvram?: boolean
  /** Not its firmware's variable store. With neither, a domain that has one is refused with OPERATION_INVALID. */
  readonly keepNvram?: boolean
}

export interface DestroyFlags {
  /** Only ask the process to end; OPERATION_FAILED if it does not, instead of killing it. */
  readonly graceful?: boolean
}

export interface ConfigFlags {
  /** The persistent definition of a running domain: what its next start will use. */
  readonly inactive?: boolean
  /** With passwords; without, they read `*****`. Refused on a read-only connection. */
  readonly secure?: boolean
}

export interface ConsoleFlags {
  /** Alias of a serial or console device; absent: the primary console. */
  readonly device?: string
  /** Throw out whoever is connected. */
  readonly force?: boolean
}

export interface MonitorCommandFlags {
  /** The command is a line of the human monitor. */
  readonly hmp?: boolean
}

/** Scheduler parameters by libvirt's names (`weight`, `cap`, `cpu_shares`, ...). */
export type SchedulerParameters = Readonly<Record<string, number>>

/**
 * What a driver can do with domains. Each absent operation answers NO_SUPPORT.
 *
 * Every operation that takes a `domain` throws NO_DOMAIN when its hypervisor does not know it, and OPERATION_INVALID
 * when it is in the wrong state. A change resolves when it is done, and its events follow.
 */
export interface DomainOperations
  extends
    AgentOperations,
    BlockOperations,
    DeviceTuningOperations,
    DomainJobOperations,
    FigureOperations,
    InputOperations,
    MetadataOperations,
    MigrationOperations,
    PinningOperations,
    PolicyOperations,
    PowerManagementOperations,
    SavedStateOperations {
  /** All domains in one call (`virConnectListAllDomains`; 2007: `ListDomains`, `NumOfDomains`, `ListDefinedDomains`, `NumOfDefinedDomains`). */
  list(filter: DomainFilter, call: Call): Promise<readonly DomainRecord[]>
  /** `virDomainLookupByID`. */
  lookupById(id: number, call: Call): Promise<DomainRef>
  /** `virDomainLookupByUUID`. */
  lookupByUuid(uuid: string, call: Call): Promise<DomainRef>
  /** `virDomainLookupByName`. */
  lookupByName(name: string, call: Call): Promise<DomainRef>

  /**
   * Start a transient domain (`virDomainCreateLinux`, today `virDomainCreateXML`). A defined domain of that name and uuid
   * that is off runs once from this description, and stays defined. DOM_EXIST when the name or uuid is taken otherwise.
   */
  create(config: DomainConfig, flags: CreateFlags, call: Call): Promise<DomainRef>
  /** Make or replace a persistent definition (`virDomainDefineXML`). DOM_EXIST when its name or uuid belongs to another domain. */
  define(config: DomainConfig, call: Call): Promise<DomainRef>
  /** Remove the definition; a running domain becomes transient (`virDomainUndefineFlags`). */
  undefine(domain: DomainRef, flags: UndefineFlags, call: Call): Promise<void>
  /**
   * Start a defined domain, from its managed save if it has one, which is used up by that; answers its reference with the new
   * id (`virDomainCreateWithFlags`). A managed save that cannot be used is OPERATION_FAILED, and stays: `forceBoot` or
   * {@link SavedStateOperations.removeManagedSave} forgets it.
   */
  start(domain: DomainRef, flags: StartFlags, call: Call): Promise<DomainRef>
  /** `virDomainSuspend`. Already paused: nothing happens. */
  suspend(domain: DomainRef, call: Call): Promise<void>
  /** `virDomainResume`. */
  resume(domain: DomainRef, call: Call): Promise<void>
  /**
   * Ask the guest to power off; resolves when it was asked (`virDomainShutdownFlags`). INVALID_ARG for a way that the driver
   * has not; AGENT_UNRESPONSIVE when only the agent may be asked and none answers.
   */
  shutdown(domain: DomainRef, flags: ShutdownFlags, call: Call): Promise<void>
  /** Ask the guest to restart; resolves when it was asked (`virDomainReboot`). The same errors. */
  reboot(domain: DomainRef, flags: ShutdownFlags, call: Call): Promise<void>
  /** Pull the plug; resolves when it is off (`virDomainDestroy`). */
  destroy(domain: DomainRef, flags: DestroyFlags, call: Call): Promise<void>

  /** `hvm`, `linux`, `xen`, `exe` (`virDomainGetOSType`). */
  osType(domain: DomainRef, call: Call): Promise<string>
  /** `virDomainGetInfo` and `virDomainGetState`. */
  info(domain: DomainRef, call: Call): Promise<DomainInfo>
  /** The description as typed values (`virDomainGetXMLDesc`). */
  config(domain: DomainRef, flags: ConfigFlags, call: Call): Promise<DomainConfig>
  /** KiB (`virDomainGetMaxMemory`). */
  maxMemory(domain: DomainRef, call: Call): Promise<number>
  /** KiB, at least 4096 (`virDomainSetMaxMemory`). */
  setMaxMemory(domain: DomainRef, memory: number, flags: AffectFlags, call: Call): Promise<void>
  /** Balloon target in KiB, at least 4096 and at most the maximum (`virDomainSetMemory`). */
  setMemory(domain: DomainRef, memory: number, flags: AffectFlags, call: Call): Promise<void>
  /** `virDomainSetVcpus`. */
  setVcpus(
    domain: DomainRef,
    count: number,
    flags: AffectFlags & { readonly maximum?: boolean },
    call: Call,
  ): Promise<void>
  /** Turn single vcpus on or off (`virDomainSetVcpu`). INVALID_ARG for those that it does not have, that cannot go, or that are so already. */
  setVcpu(
    domain: DomainRef,
    vcpus: readonly number[],
    enabled: boolean,
    flags: AffectFlags,
    call: Call,
  ): Promise<void>
  /** Tie a vcpu to host CPUs (`virDomainPinVcpu`). */
  pinVcpu(
    domain: DomainRef,
    vcpu: number,
    cpus: readonly number[],
    flags: AffectFlags,
    call: Call,
  ): Promise<void>
  /** `virDomainGetVcpus`. */
  vcpus(domain: DomainRef, call: Call): Promise<readonly VcpuInfo[]>
  /** The most vcpus it can have until its next start (`virDomainGetMaxVcpus`). */
  maxVcpus(domain: DomainRef, call: Call): Promise<number>

  /** `virDomainAttachDevice`. */
  attachDevice(domain: DomainRef, device: DeviceConfig, flags: AffectFlags, call: Call): Promise<void>
  /**
   * Take a device away (`virDomainDetachDevice`); resolves when the guest has let go of it, or after the driver's patience
   * with `requested`: the guest may still do so, and `deviceRemoved` is told then. DEVICE_MISSING when it has no such device,
   * OPERATION_FAILED when the guest refuses.
   */
  detachDevice(domain: DomainRef, device: DeviceConfig, flags: AffectFlags, call: Call): Promise<DetachResult>

  /** Change what a device is backed by, such as the medium of a drive: the device of the same target (`virDomainUpdateDeviceFlags`). DEVICE_MISSING when it has no such device. */
  updateDevice(domain: DomainRef, device: DeviceConfig, flags: UpdateFlags, call: Call): Promise<void>

  /** Whether it starts with the host (`virDomainGetAutostart`). */
  autostart(domain: DomainRef, call: Call): Promise<boolean>
  /** OPERATION_INVALID for a transient domain (`virDomainSetAutostart`). */
  setAutostart(domain: DomainRef, autostart: boolean, call: Call): Promise<void>

  /** `credit`, `sedf`, `posix`, ... (`virDomainGetSchedulerType`). */
  schedulerType(domain: DomainRef, call: Call): Promise<string>
  /** `virDomainGetSchedulerParameters`. */
  schedulerParameters(domain: DomainRef, call: Call): Promise<SchedulerParameters>
  /** Only the named ones change (`virDomainSetSchedulerParameters`). INVALID_ARG for an unknown name or a value out of range. */
  setSchedulerParameters(
    domain: DomainRef,
    parameters: SchedulerParameters,
    flags: AffectFlags,
    call: Call,
  ): Promise<void>

  /**
   * Say something to the hypervisor's own monitor, and answer what it says, as it is; the domain is tainted from then on
   * (`virDomainQemuMonitorCommand`). QMP: a JSON text `{"execute": ..., "arguments": ...}`; the answer is the line that
   * QEMU sent, `{"return": ...}` or `{"error": ...}`. With `hmp` a line of the monitor for people, and its printed answer.
   */
  monitorCommand(domain: DomainRef, command: string, flags: MonitorCommandFlags, call: Call): Promise<string>
  /** Both directions of a guest's console, raw bytes; ends when the guest does (`virDomainOpenConsole`). */
  openConsole(domain: DomainRef, flags: ConsoleFlags, call: Call): Promise<Duplex>
  /** Emit every domain event from now on until unsubscribed, in the order in which things happened (`virConnectDomainEventRegisterAny`). */
  subscribe(emit: Emit<DomainEvent>, call: Call): Promise<Unsubscribe>
}
