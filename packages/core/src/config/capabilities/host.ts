import type { Unknowns } from '../codec/unknowns.js'
import type { CpuTopology } from '../domain/cpu.js'
import type { CpuSet, KiB, Uuid } from '../units.js'

export interface CapabilitiesHost extends Unknowns {
  readonly uuid?: Uuid
  readonly cpu?: HostCpu
  readonly powerManagement?: HostPowerManagement
  readonly iommu?: { readonly support: boolean } & Unknowns
  readonly migrationFeatures?: MigrationFeatures
  readonly netprefix?: string
  readonly topology?: HostTopology
  readonly cache?: { readonly banks?: readonly HostCacheBank[] } & Unknowns
  readonly secmodels?: readonly SecurityModel[]
}

/** Today's hosts have model and features by name; 2007's xend lists only what is in `features`. */
export interface HostCpu extends Unknowns {
  readonly arch?: string
  readonly model?: string
  readonly vendor?: string
  readonly microcode?: { readonly version: number } & Unknowns
  readonly signature?: HostCpuSignature
  readonly counters?: readonly HostCpuCounter[]
  readonly topology?: CpuTopology
  readonly maxphysaddr?: { readonly mode?: string; readonly bits?: number } & Unknowns
  readonly features?: readonly HostCpuFeature[]
  /** Feature list of 2007: `<features><vmx/><pae/></features>`. */
  readonly flags?: HostCpuFlags
  readonly pages?: readonly HostPage[]
}

export interface HostCpuSignature extends Unknowns {
  readonly family: number
  readonly model: number
  readonly stepping: number
}

export interface HostCpuCounter extends Unknowns {
  readonly name: string
  readonly frequency?: number
  readonly scaling?: boolean
}

export interface HostCpuFeature extends Unknowns {
  readonly name: string
}

export interface HostCpuFlags extends Unknowns {
  readonly pae?: boolean
  readonly vmx?: boolean
  readonly svm?: boolean
}

export interface HostPage extends Unknowns {
  readonly size: KiB
}

export interface HostPowerManagement extends Unknowns {
  readonly suspendMem?: boolean
  readonly suspendDisk?: boolean
  readonly suspendHybrid?: boolean
}

export interface MigrationFeatures extends Unknowns {
  readonly live?: boolean
  readonly uriTransports?: { readonly transports?: readonly string[] } & Unknowns
}

export interface HostTopology extends Unknowns {
  readonly cells?: readonly HostCell[]
}

export interface HostCell extends Unknowns {
  readonly id: number
  readonly memory?: KiB
  readonly pages?: readonly HostCellPages[]
  readonly distances?: { readonly siblings?: readonly HostDistance[] } & Unknowns
  readonly cpus?: readonly HostCellCpu[]
}

export interface HostCellPages extends Unknowns {
  readonly size: KiB
  readonly count: number
}

export interface HostDistance extends Unknowns {
  readonly id: number
  readonly value: number
}

export interface HostCellCpu extends Unknowns {
  readonly id: number
  readonly socketId?: number
  readonly dieId?: number
  readonly coreId?: number
  readonly siblings?: CpuSet
}

export interface HostCacheBank extends Unknowns {
  readonly id: number
  readonly level: number
  readonly type: 'both' | 'code' | 'data'
  readonly size: KiB
  readonly cpus: CpuSet
}

export interface SecurityModel extends Unknowns {
  readonly model?: string
  readonly doi?: string
  readonly baselabels?: readonly SecurityBaseLabel[]
}

export interface SecurityBaseLabel extends Unknowns {
  readonly type: string
  readonly label: string
}
