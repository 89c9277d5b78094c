import type { DomainConfig, SystemInfo } from '@virt/core/config'
import { VirtError } from '@virt/core/driver'
import { hasType, type Emulator, type MachineType } from '../emulators/emulator.js'
import type { MachineFamily } from './machine-family.js'

/** What every part of the command line is made from. */
export interface Plan {
  /** The live definition: everything has its alias and, where we choose it, its address. */
  readonly config: DomainConfig
  readonly emulator: Emulator
  readonly machine: MachineType
  readonly family: MachineFamily
  /** Directory for the domain's own files, if there is one. */
  readonly directory?: string
  /** Device nodes of the host's SCSI devices, by address: `0:0:0:0` is `/dev/sg0`. */
  readonly scsiNodes?: ReadonlyMap<string, string>
  /** Whether the kernel can move the packets of network cards that do not say who shall. */
  readonly vhostNet?: boolean
  /** The host's NUMA nodes, if they are known. */
  readonly numaNodes?: readonly number[]
  /** What the host's firmware says of it, for `<smbios mode='host'>`. */
  readonly hostSystem?: SystemInfo
  /** Directory with the secrets of images. Absent: images that need one are refused. */
  readonly secrets?: string
  /** Milliseconds since 1970. */
  readonly now: number
}

/** A refusal in the driver's name. */
export function unsupported(detail: string): VirtError {
  return new VirtError('CONFIG_UNSUPPORTED', detail, { origin: 'QEMU' })
}

/** Second names that QEMU has for devices, and that libvirt uses. */
const fullNames: Readonly<Record<string, string>> = { lsi: 'lsi53c895a', ahci: 'ich9-ahci' }

/** The device model of that name, which this emulator must have. */
export function model({ emulator }: Plan, name: string): string {
  if (!hasType(emulator, fullNames[name] ?? name))
    throw unsupported(`this QEMU doesn't support device '${name}'`)
  return name
}

/** Whether the machine is an x86 PC. */
export function isX86({ emulator }: Pick<Plan, 'emulator'>): boolean {
  return emulator.arch === 'x86_64' || emulator.arch === 'i686'
}
