import type { Capabilities, DomainCapabilities, DomainType } from '../config.js'
import type { Call } from './call.js'

/** The machine that guests run on (`virNodeInfo`). */
export interface NodeInfo {
  /** CPU architecture as libvirt spells it: `x86_64`, `aarch64`. */
  readonly model: string
  /** KiB. */
  readonly memory: number
  /** Active CPUs. */
  readonly cpus: number
  /** MHz; 0 when the host does not say. */
  readonly mhz: number
  /** NUMA cells. */
  readonly nodes: number
  /** CPU sockets per NUMA cell. */
  readonly sockets: number
  /** Cores per socket. */
  readonly cores: number
  /** Threads per core. */
  readonly threads: number
}

/** The host's CPUs (`virNodeGetCPUMap`). */
export interface CpuMap {
  /** How many there are, whether they are used or not. */
  readonly present: number
  /** Those that are used, ascending. */
  readonly online: readonly number[]
}

/** What the host's CPUs did since its start, in nanoseconds; absent: the host does not say (`virNodeGetCPUStats`). */
export interface NodeCpuStats {
  readonly user?: number
  readonly system?: number
  readonly idle?: number
  readonly ioWait?: number
}

/** The host's memory in KiB; absent: the host does not say (`virNodeGetMemoryStats`). */
export interface NodeMemoryStats {
  readonly total?: number
  readonly free?: number
  readonly buffers?: number
  readonly cached?: number
}

/** What is free in one NUMA cell. */
export interface CellMemory {
  readonly cell: number
  /** Bytes (`virNodeGetCellsFreeMemory`). */
  readonly free: number
  /** Free pages of each size, the smallest first; `size` in KiB (`virNodeGetFreePages`). */
  readonly pages: readonly { readonly size: number; readonly free: number }[]
}

/** For which domains {@link HostOperations.domainCapabilities} is to tell. What is absent is what a domain gets that does not say it. */
export interface DomainCapabilitiesRequest {
  /** Path of the emulator. */
  readonly emulator?: string
  readonly arch?: string
  /** A machine type, or an alias of one. */
  readonly machine?: string
  readonly type?: DomainType
}

/** What a driver can say of its host. Each absent operation answers NO_SUPPORT. */
export interface HostOperations {
  /** The hypervisor's name: `QEMU`, `Xen`, `TEST`. Absent: the driver's name (`virConnectGetType`). */
  type(call: Call): Promise<string>
  /** The running hypervisor's version: major * 1,000,000 + minor * 1,000 + release (`virConnectGetVersion`). */
  version(call: Call): Promise<number>
  /** The most vcpus a guest of this domain type may have; no type: the connection's usual one (`virConnectGetMaxVcpus`). */
  maxVcpus(type: string | undefined, call: Call): Promise<number>
  /** `virNodeGetInfo`. */
  nodeInfo(call: Call): Promise<NodeInfo>
  /** What the host is and which guests it can run (`virConnectGetCapabilities`). */
  capabilities(call: Call): Promise<Capabilities>
  /**
   * What domains of this kind may say: CPU models, disk buses, firmware, ... (`virConnectGetDomainCapabilities`). INVALID_ARG
   * for an emulator, architecture, machine or type that does not go with the others.
   */
  domainCapabilities(request: DomainCapabilitiesRequest, call: Call): Promise<DomainCapabilities>
  /** The host's own name for itself (`virConnectGetHostname`). */
  hostname(call: Call): Promise<string>
  /** Memory that guests could still get, in bytes (`virNodeGetFreeMemory`). */
  freeMemory(call: Call): Promise<number>
  /** The same of each NUMA cell, ascending (`virNodeGetCellsFreeMemory`, `virNodeGetFreePages`). */
  cellsFreeMemory(call: Call): Promise<readonly CellMemory[]>
  /** `virNodeGetCPUMap`. */
  cpuMap(call: Call): Promise<CpuMap>
  /** Of one CPU, or of all together (`virNodeGetCPUStats`). INVALID_ARG when there is no such CPU. */
  cpuStats(cpu: number | undefined, call: Call): Promise<NodeCpuStats>
  /** Of one NUMA cell, or of the whole host (`virNodeGetMemoryStats`). INVALID_ARG when there is no such cell. */
  memoryStats(cell: number | undefined, call: Call): Promise<NodeMemoryStats>
}
