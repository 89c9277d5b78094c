import type { DeviceConfig } from '../config.js'
import type { BlockIoTune, InterfaceParameters } from '../contract/device-tuning.js'
import type { AffectFlags, DetachResult, UpdateFlags } from '../contract/domains.js'
import type { CallOptions } from './call-options.js'
import { DomainFigures } from './domain-figures.js'

/** The devices of a domain: how they come, go and change, and what limits them. */
export abstract class DomainDevices extends DomainFigures {
  /** Plug in a device given as XML or typed values (`virDomainAttachDevice`). */
  attachDevice(device: string | DeviceConfig, options?: AffectFlags & CallOptions): Promise<void> {
    return this.ask('domains.attachDevice', [device], options)
  }

  /**
   * Take a device away (`virDomainDetachDevice`): `detached` when the guest has let go of it, `requested` when it was asked
   * and has not answered in time.
   */
  detachDevice(device: string | DeviceConfig, options?: AffectFlags & CallOptions): Promise<DetachResult> {
    return this.ask('domains.detachDevice', [device], options)
  }

  /** Change what the device of the same target is backed by, such as the medium of a drive (`virDomainUpdateDeviceFlags`). */
  updateDevice(device: string | DeviceConfig, options?: UpdateFlags & CallOptions): Promise<void> {
    return this.ask('domains.updateDevice', [device], options)
  }

  /** Limits of the disk with that target or source (`virDomainGetBlockIoTune`). */
  blockIoTune(disk: string, options?: AffectFlags & CallOptions): Promise<BlockIoTune> {
    return this.ask('domains.blockIoTune', [disk], options)
  }

  /** `virDomainSetBlockIoTune`. */
  setBlockIoTune(disk: string, parameters: BlockIoTune, options?: AffectFlags & CallOptions): Promise<void> {
    return this.ask('domains.setBlockIoTune', [disk, parameters], options)
  }

  /** Bandwidth of the interface with that host device or MAC address (`virDomainGetInterfaceParameters`). */
  interfaceParameters(device: string, options?: AffectFlags & CallOptions): Promise<InterfaceParameters> {
    return this.ask('domains.interfaceParameters', [device], options)
  }

  /** `virDomainSetInterfaceParameters`. */
  setInterfaceParameters(
    device: string,
    parameters: InterfaceParameters,
    options?: AffectFlags & CallOptions,
  ): Promise<void> {
    return this.ask('domains.setInterfaceParameters', [device, parameters], options)
  }
}
