import type { Call } from './call.js'
import type { AffectFlags } from './domains.js'
import type { DomainRef } from './refs.js'
import type { DomainState, StateReason, VcpuState } from './states.js'

/** The groups of figures that are wanted (`virDomainStatsTypes`); none named: all. A driver may give more. */
export interface StatsGroups {
  readonly cpu?: boolean
  readonly balloon?: boolean
  readonly vcpus?: boolean
  readonly blocks?: boolean
  readonly interfaces?: boolean
  readonly ioThreads?: boolean
  readonly dirtyRate?: boolean
  readonly vm?: boolean
  /** A row of {@link DomainStats.blocks} for every image of a disk's backing chain too. */
  readonly backing?: boolean
  /** Only what can be had at once: a domain whose hypervisor is busy is told of as far as it is known. */
  readonly nowait?: boolean
}

/** What a disk has done since the guest's start (`virDomainBlockStatsFlags`). Requests, bytes, and nanoseconds. */
export interface BlockStats {
  readonly readRequests?: number
  readonly readBytes?: number
  readonly readTime?: number
  readonly writeRequests?: number
  readonly writeBytes?: number
  readonly writeTime?: number
  readonly flushRequests?: number
  readonly flushTime?: number
  /** On Xen only. */
  readonly errors?: number
}

/** How large a disk is, in bytes (`virDomainGetBlockInfo`). */
export interface BlockInfo {
  /** What the guest sees. */
  readonly capacity: number
  /** What the host has set aside: the highest offset written, or the blocks of the file. */
  readonly allocation: number
  /** How long the file or device is on the host. */
  readonly physical: number
}

/** A disk that had an error since the guest was started or continued (`virDomainGetDiskErrors`). */
export interface BlockError {
  /** Target: `vda`. */
  readonly disk: string
  readonly error: 'unspecified' | 'noSpace'
}

/** What went through an interface, seen from the guest (`virDomainInterfaceStats`). */
export interface InterfaceStats {
  readonly receivedBytes?: number
  readonly receivedPackets?: number
  readonly receivedErrors?: number
  readonly receivedDropped?: number
  readonly sentBytes?: number
  readonly sentPackets?: number
  readonly sentErrors?: number
  readonly sentDropped?: number
}

/** What the guest's balloon driver tells, and what the host sees (`virDomainMemoryStats`). KiB, as far as nothing else is said. */
export interface MemoryStats {
  /** The balloon's size. */
  readonly actual?: number
  readonly swapIn?: number
  readonly swapOut?: number
  /** Page faults that needed the disk: a count. */
  readonly majorFault?: number
  /** Other page faults: a count. */
  readonly minorFault?: number
  /** Not used at all. */
  readonly unused?: number
  /** What the guest believes to have. */
  readonly available?: number
  /** What could be had without swapping. */
  readonly usable?: number
  /** When the guest told, in seconds since 1970; 0: never. */
  readonly lastUpdate?: number
  /** Caches that can be dropped without writing. */
  readonly diskCaches?: number
  /** Huge pages given out: a count. */
  readonly hugetlbAllocated?: number
  /** Huge pages that were not to be had: a count. */
  readonly hugetlbFailed?: number
  /** What the hypervisor's process has in the host's memory. */
  readonly rss?: number
}

/** CPU time of a domain's process since its start, in nanoseconds (`virDomainGetCPUStats`). */
export interface CpuStats {
  readonly time: number
  readonly user?: number
  readonly system?: number
  /** The same per host CPU, from 0 on, where the host keeps that apart. */
  readonly cpus?: readonly { readonly time: number; readonly vcpuTime?: number }[]
}

/** Figures that the hypervisor names itself; `exits.sum` and the like under KVM. */
export type NamedFigures = Readonly<Record<string, number | boolean>>

/** Figures of one vcpu. Nanoseconds. */
export interface VcpuStats {
  /** Absent: its place in the list. */
  readonly number?: number
  readonly state: VcpuState
  readonly time?: number
  /** Waiting for memory or a disk of the host. */
  readonly wait?: number
  /** Ready, and waiting for a host CPU. */
  readonly delay?: number
  /** It has nothing to do and sleeps. */
  readonly halted?: boolean
  readonly figures?: NamedFigures
}

/** Figures of one image of a disk. */
export interface BlockFigures extends BlockStats, Partial<BlockInfo> {
  /** Target: `vda`. */
  readonly name: string
  /** For an image of the backing chain: its index, as in the live description. */
  readonly backingIndex?: number
  readonly path?: string
  /** Bytes: an event tells when something is written beyond. */
  readonly threshold?: number
}

/** How many pages the guest writes to (`virDomainStartDirtyRateCalc`). */
export interface DirtyRate {
  readonly status: 'unstarted' | 'measuring' | 'measured'
  /** Seconds since the host's boot. */
  readonly startTime: number
  /** Seconds. */
  readonly period: number
  readonly mode?: 'page-sampling' | 'dirty-bitmap' | 'dirty-ring'
  /** MiB per second, when it is `measured`. */
  readonly rate?: number
  /** The same of each vcpu, in its order, where the mode tells. */
  readonly vcpus?: readonly number[]
}

/** Figures of one domain out of a bulk answer (`virConnectGetAllDomainStats`). Absent groups are not known. */
export interface DomainStats {
  readonly domain: DomainRef
  readonly state: DomainState
  readonly reason?: StateReason
  readonly cpu?: { readonly time: number; readonly user?: number; readonly system?: number }
  /** KiB. */
  readonly balloon?: { readonly current: number; readonly maximum: number } & Omit<MemoryStats, 'actual'>
  readonly vcpus?: {
    readonly current: number
    readonly maximum: number
    readonly each?: readonly VcpuStats[]
  }
  readonly blocks?: readonly BlockFigures[]
  /** An interface of which the host keeps no figures has none; without a name, it has no device on the host. */
  readonly interfaces?: readonly ({ readonly name?: string } & InterfaceStats)[]
  /** Nanoseconds that it polls before it sleeps. */
  readonly ioThreads?: readonly {
    readonly id: number
    readonly pollMax: number
    readonly pollGrow: number
    readonly pollShrink: number
  }[]
  readonly dirtyRate?: DirtyRate
  /** Figures of the whole machine. */
  readonly vm?: NamedFigures
}

/** What a driver can tell of what domains do. */
export interface FigureOperations {
  /** Figures of many in one call; no refs: of all active and inactive ones. A domain that is not known is left out (`virConnectGetAllDomainStats`). */
  stats(
    domains: readonly DomainRef[] | undefined,
    groups: StatsGroups,
    call: Call,
  ): Promise<readonly DomainStats[]>
  /**
   * What a disk, named by its target (`vda`) or source path, has done; absent: all disks together
   * (`virDomainBlockStatsFlags`). INVALID_ARG when there is no such disk.
   */
  blockStats(domain: DomainRef, disk: string | undefined, call: Call): Promise<BlockStats>
  /** How large a disk is, of a domain that is off too (`virDomainGetBlockInfo`). INVALID_ARG when there is no such disk. */
  blockInfo(domain: DomainRef, disk: string, call: Call): Promise<BlockInfo>
  /** The disks that had errors (`virDomainGetDiskErrors`). */
  blockErrors(domain: DomainRef, call: Call): Promise<readonly BlockError[]>
  /** What went through an interface, named by its device on the host (`vnet0`) or MAC address (`virDomainInterfaceStats`). INVALID_ARG when there is none, or the host keeps no figures of its kind. */
  interfaceStats(domain: DomainRef, device: string, call: Call): Promise<InterfaceStats>
  /** `virDomainMemoryStats`. */
  memoryStats(domain: DomainRef, call: Call): Promise<MemoryStats>
  /** How often the guest tells of its memory, in seconds; 0: not at all (`virDomainSetMemoryStatsPeriod`). */
  setMemoryStatsPeriod(domain: DomainRef, period: number, flags: AffectFlags, call: Call): Promise<void>
  /** `virDomainGetCPUStats`. */
  cpuStats(domain: DomainRef, call: Call): Promise<CpuStats>
}
