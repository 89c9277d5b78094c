import type { InterfaceAddresses } from './agent.js'

/** What is wanted of a guest (`virDomainGuestInfoTypes`); none named: all that its agent can tell. */
export interface GuestInfoGroups {
  readonly users?: boolean
  readonly os?: boolean
  readonly timezone?: boolean
  readonly hostname?: boolean
  readonly filesystems?: boolean
  readonly disks?: boolean
  readonly interfaces?: boolean
}

/** What a guest's agent tells of it (`virDomainGetGuestInfo`). Absent: it was not wanted, or the agent cannot tell. */
export interface GuestInfo {
  readonly users?: readonly {
    readonly name: string
    readonly domain?: string
    /** Milliseconds since 1970. */
    readonly loginTime: number
  }[]
  readonly os?: {
    readonly id?: string
    readonly name?: string
    readonly prettyName?: string
    readonly version?: string
    readonly versionId?: string
    readonly kernelRelease?: string
    readonly kernelVersion?: string
    readonly machine?: string
    readonly variant?: string
    readonly variantId?: string
  }
  /** `offset`: seconds east of UTC. */
  readonly timezone?: { readonly name?: string; readonly offset: number }
  readonly hostname?: string
  readonly filesystems?: readonly {
    readonly name: string
    readonly mountPoint: string
    readonly type: string
    /** Bytes. */
    readonly total?: number
    /** Bytes. */
    readonly used?: number
    /** The disks that it is on. */
    readonly disks?: readonly GuestFsDisk[]
  }[]
  readonly disks?: readonly GuestDisk[]
  readonly interfaces?: readonly InterfaceAddresses[]
}

/** A disk below a file system. */
export interface GuestFsDisk {
  /** Target of the domain's disk, where it is known which that is. */
  readonly alias?: string
  readonly serial?: string
  /** As the guest calls it: `/dev/vda`. */
  readonly device?: string
}

/** What the guest knows as a disk, whole or a part of one. */
export interface GuestDisk {
  /** As the guest calls it: `/dev/vda1`. */
  readonly name: string
  readonly partition: boolean
  /** What it consists of: for a partition its disk. */
  readonly dependencies: readonly string[]
  readonly serial?: string
  /** Target of the domain's disk, where it is known which that is. */
  readonly alias?: string
  /** The guest's own word for it, such as the name of a logical volume. */
  readonly guestAlias?: string
  /** How the guest reaches it: `virtio`, `scsi`, ... */
  readonly guestBus?: string
}

/** What is mounted in a guest (`virDomainFSInfo`). */
export interface FsInfo {
  readonly mountPoint: string
  /** As the guest calls the device: `sda1`, `dm-2`. */
  readonly name: string
  /** `ext4`, ... */
  readonly type: string
  /** Targets of the domain's disks that it is on, as far as it is known which these are. */
  readonly disks: readonly string[]
}

/** Processors as the guest sees them, ascending (`virDomainGetGuestVcpus`). */
export interface GuestVcpus {
  readonly vcpus: readonly number[]
  readonly online: readonly number[]
  /** Those that the guest can do without. */
  readonly offlinable: readonly number[]
}
