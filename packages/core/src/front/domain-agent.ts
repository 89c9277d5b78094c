import type {
  AddressSource,
  AgentCommandFlags,
  FsTrimFlags,
  GuestInfo,
  GuestInfoGroups,
  InterfaceAddresses,
  SetUserPasswordFlags,
} from '../contract/agent.js'
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
