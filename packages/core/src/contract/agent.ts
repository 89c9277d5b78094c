import type { Call } from './call.js'
import type { DomainRef } from './refs.js'

export interface AgentCommandFlags {
  /** Milliseconds that the agent may take; absent: 5 s. A `timeout` of the call itself ends the waiting as well. */
  readonly patience?: number
}

export interface FsTrimFlags {
  /** Where one file system is mounted in the guest; absent: all. */
  readonly mountPoint?: string
  /** Bytes: shorter runs of free blocks are left alone. */
  readonly minimum?: number
}

export interface SetUserPasswordFlags {
  /** The password is already encrypted, in a form that the guest knows. */
  readonly encrypted?: boolean
}

/** What is wanted of a guest (`virDomainGuestInfoTypes`); none named: all that its agent can tell. */
export interface GuestInfoGroups {
  readonly users?: boolean
  readonly os?: boolean
  readonly timezone?: boolean
  readonly hostname?: boolean
  readonly filesystems?: boolean
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
  }[]
  readonly interfaces?: readonly InterfaceAddresses[]
}

/**
 * Who is asked for addresses (`virDomainInterfaceAddressesSource`): the DHCP server of the virtual network, the guest's
 * agent, or the host's ARP table.
 */
export const addressSources = ['lease', 'agent', 'arp'] as const

export type AddressSource = (typeof addressSources)[number]

/** The addresses of one interface (`virDomainInterface`). */
export interface InterfaceAddresses {
  /** As the source calls it: `eth0` in the guest, `vnet0` on the host. */
  readonly name: string
  readonly mac?: string
  readonly addresses: readonly {
    readonly type: 'ipv4' | 'ipv6'
    readonly address: string
    readonly prefix: number
  }[]
}

/**
 * What a driver can ask of the agent that runs in a guest (`qemu-ga`). All throw AGENT_UNRESPONSIVE when it does not
 * answer in time, OPERATION_UNSUPPORTED when the domain has no channel for it, OPERATION_FAILED when it refuses.
 */
export interface AgentOperations {
  /** Hand it a command as JSON text, `{"execute": ..., "arguments": ...}`, and answer its answer as JSON text, `{"return": ...}` (`virDomainQemuAgentCommand`). */
  agentCommand(domain: DomainRef, command: string, flags: AgentCommandFlags, call: Call): Promise<string>
  /** Let file systems be at rest, those mounted at these places or all; answers how many are (`virDomainFSFreeze`). */
  fsFreeze(domain: DomainRef, mountPoints: readonly string[] | undefined, call: Call): Promise<number>
  /** Let them go on; answers how many were at rest (`virDomainFSThaw`). */
  fsThaw(domain: DomainRef, call: Call): Promise<number>
  /** Tell the host of free blocks (`virDomainFSTrim`). */
  fsTrim(domain: DomainRef, flags: FsTrimFlags, call: Call): Promise<void>
  /** `virDomainSetUserPassword`. */
  setUserPassword(
    domain: DomainRef,
    user: string,
    password: string,
    flags: SetUserPasswordFlags,
    call: Call,
  ): Promise<void>
  /** `virDomainGetGuestInfo`. */
  guestInfo(domain: DomainRef, groups: GuestInfoGroups, call: Call): Promise<GuestInfo>
  /** The guest's clock, in milliseconds since 1970 (`virDomainGetTime`). */
  time(domain: DomainRef, call: Call): Promise<number>
  /** Set the guest's clock; no time: from its hardware clock (`virDomainSetTime`). */
  setTime(domain: DomainRef, time: number | undefined, call: Call): Promise<void>
  /** `virDomainInterfaceAddresses`. */
  interfaceAddresses(
    domain: DomainRef,
    source: AddressSource,
    call: Call,
  ): Promise<readonly InterfaceAddresses[]>
}
