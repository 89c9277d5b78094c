import type {
  AddressSource,
  AgentCommandFlags,
  FsTrimFlags,
  HostnameFlags,
  InterfaceAddresses,
  SetAuthorizedSshKeysFlags,
  SetUserPasswordFlags,
} from '../contract/agent.js'
import type { FsInfo, GuestInfo, GuestInfoGroups, GuestVcpus } from '../contract/guest-info.js'
import type { CallOptions } from './call-options.js'
import { DomainDevices } from './domain-devices.js'

/** What the agent in a guest does and tells. */
export abstract class DomainAgent extends DomainDevices {
  /** Hand a command to the agent, as JSON text; its answer as JSON text (`virDomainQemuAgentCommand`). */
  agentCommand(command: string, options?: AgentCommandFlags & CallOptions): Promise<string> {
    return this.ask('domains.agentCommand', [command], options)
  }

  /** Let file systems be at rest, those mounted at these places or all; answers how many (`virDomainFSFreeze`). */
  fsFreeze(mountPoints?: readonly string[], options?: CallOptions): Promise<number> {
    return this.ask('domains.fsFreeze', [mountPoints], options)
  }

  /** Let them go on; answers how many (`virDomainFSThaw`). */
  fsThaw(options?: CallOptions): Promise<number> {
    return this.ask('domains.fsThaw', [], options)
  }

  /** Tell the host of free blocks (`virDomainFSTrim`). */
  fsTrim(options?: FsTrimFlags & CallOptions): Promise<void> {
    return this.ask('domains.fsTrim', [], options)
  }

  /** What is mounted in the guest (`virDomainGetFSInfo`). */
  fsInfo(options?: CallOptions): Promise<readonly FsInfo[]> {
    return this.ask('domains.fsInfo', [], options)
  }

  /** The guest's name for itself, as its agent or its DHCP server knows it (`virDomainGetHostname`). */
  hostname(options?: HostnameFlags & CallOptions): Promise<string> {
    return this.ask('domains.hostname', [], options)
  }

  /** Processors as the guest sees them (`virDomainGetGuestVcpus`). */
  guestVcpus(options?: CallOptions): Promise<GuestVcpus> {
    return this.ask('domains.guestVcpus', [], options)
  }

  /** Have the guest use these processors, or do without them (`virDomainSetGuestVcpus`). */
  setGuestVcpus(vcpus: readonly number[], online: boolean, options?: CallOptions): Promise<void> {
    return this.ask('domains.setGuestVcpus', [vcpus, online], options)
  }

  /** Public keys that a user of the guest is let in with (`virDomainAuthorizedSSHKeysGet`). */
  authorizedSshKeys(user: string, options?: CallOptions): Promise<readonly string[]> {
    return this.ask('domains.authorizedSshKeys', [user], options)
  }

  /** Add keys, replace all by them, or take them away (`virDomainAuthorizedSSHKeysSet`). */
  setAuthorizedSshKeys(
    user: string,
    keys: readonly string[],
    options?: SetAuthorizedSshKeysFlags & CallOptions,
  ): Promise<void> {
    return this.ask('domains.setAuthorizedSshKeys', [user, keys], options)
  }

  /** `virDomainSetUserPassword`. */
  setUserPassword(
    user: string,
    password: string,
    options?: SetUserPasswordFlags & CallOptions,
  ): Promise<void> {
    return this.ask('domains.setUserPassword', [user, password], options)
  }

  /** What the agent tells of the guest (`virDomainGetGuestInfo`). */
  guestInfo(options?: GuestInfoGroups & CallOptions): Promise<GuestInfo> {
    return this.ask('domains.guestInfo', [], options)
  }

  /** The guest's clock, in milliseconds since 1970 (`virDomainGetTime`). */
  time(options?: CallOptions): Promise<number> {
    return this.ask('domains.time', [], options)
  }

  /** Set the guest's clock; no time: from its hardware clock (`virDomainSetTime`). */
  setTime(time?: number, options?: CallOptions): Promise<void> {
    return this.ask('domains.setTime', [time], options)
  }

  /** Addresses of its interfaces, as the source knows them (`virDomainInterfaceAddresses`). */
  interfaceAddresses(
    source: AddressSource = 'lease',
    options?: CallOptions,
  ): Promise<readonly InterfaceAddresses[]> {
    return this.ask('domains.interfaceAddresses', [source], options)
  }
}
