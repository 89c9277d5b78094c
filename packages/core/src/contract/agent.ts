import type { Call } from './call.js'
import type { FsInfo, GuestInfo, GuestInfoGroups, GuestVcpus } from './guest-info.js'
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

/** What becomes of a user's keys; neither: these are added. */
export interface SetAuthorizedSshKeysFlags {
  /** They replace all others. */
  readonly reset?: boolean
  /** They are taken away. */
  readonly remove?: boolean
}

/** Who is asked for a hostname (`virDomainGetHostnameFlags`). */
export const hostnameSources = ['lease', 'agent'] as const

export interface HostnameFlags {
  /** Absent: the agent. */
  readonly source?: (typeof hostnameSources)[number]
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
  /** What is mounted in the guest (`virDomainGetFSInfo`). */
  fsInfo(domain: DomainRef, call: Call): Promise<readonly FsInfo[]>
  /** The guest's own name, or the one that it told the DHCP server of a virtual network. NO_HOSTNAME when there is none (`virDomainGetHostname`). */
  hostname(domain: DomainRef, flags: HostnameFlags, call: Call): Promise<string>
  /** `virDomainGetGuestVcpus`. */
  guestVcpus(domain: DomainRef, call: Call): Promise<GuestVcpus>
  /** Have the guest use these processors, or do without them (`virDomainSetGuestVcpus`). INVALID_ARG for those that it does not have or cannot do without. */
  setGuestVcpus(domain: DomainRef, vcpus: readonly number[], online: boolean, call: Call): Promise<void>
  /** Public keys that a user of the guest is let in with, a line of `authorized_keys` each (`virDomainAuthorizedSSHKeysGet`). */
  authorizedSshKeys(domain: DomainRef, user: string, call: Call): Promise<readonly string[]>
  /** `virDomainAuthorizedSSHKeysSet`. INVALID_ARG without a key, unless all are reset, and for both flags together. */
  setAuthorizedSshKeys(
    domain: DomainRef,
    user: string,
    keys: readonly string[],
    flags: SetAuthorizedSshKeysFlags,
    call: Call,
  ): Promise<void>
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
