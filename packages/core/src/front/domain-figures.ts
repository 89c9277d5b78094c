import type { AffectFlags } from '../contract/domains.js'
import type {
  BlockError,
  BlockInfo,
  BlockStats,
  CpuStats,
  InterfaceStats,
  MemoryStats,
} from '../contract/figures.js'
import { Asking } from './asking.js'
import type { CallOptions } from './call-options.js'

/** What a domain does, in figures. */
export abstract class DomainFigures extends Asking {
  /** What a disk, named by target or source, has done; no name: all together (`virDomainBlockStatsFlags`). */
  blockStats(disk?: string, options?: CallOptions): Promise<BlockStats> {
    return this.ask('domains.blockStats', [disk], options)
  }

  /** How large a disk is, in bytes (`virDomainGetBlockInfo`). */
  blockInfo(disk: string, options?: CallOptions): Promise<BlockInfo> {
    return this.ask('domains.blockInfo', [disk], options)
  }

  /** The disks that had errors (`virDomainGetDiskErrors`). */
  blockErrors(options?: CallOptions): Promise<readonly BlockError[]> {
    return this.ask('domains.blockErrors', [], options)
  }

  /** What went through an interface, named by host device or MAC address (`virDomainInterfaceStats`). */
  interfaceStats(device: string, options?: CallOptions): Promise<InterfaceStats> {
    return this.ask('domains.interfaceStats', [device], options)
  }

  /** What the guest tells of its memory, in KiB (`virDomainMemoryStats`). */
  memoryStats(options?: CallOptions): Promise<MemoryStats> {
    return this.ask('domains.memoryStats', [], options)
  }

  /** How often it tells, in seconds; 0: not at all (`virDomainSetMemoryStatsPeriod`). */
  setMemoryStatsPeriod(period: number, options?: AffectFlags & CallOptions): Promise<void> {
    return this.ask('domains.setMemoryStatsPeriod', [period], options)
  }

  /** CPU time in nanoseconds (`virDomainGetCPUStats`). */
  cpuStats(options?: CallOptions): Promise<CpuStats> {
    return this.ask('domains.cpuStats', [], options)
  }
}
