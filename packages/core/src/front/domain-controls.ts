import type { Readable } from 'node:stream'
import type { LifecycleAction } from '../config.js'
import type { AffectFlags, MonitorCommandFlags } from '../contract/domains.js'
import type { ScreenshotFlags, SendKeyFlags } from '../contract/input.js'
import type { MetadataType, SetMetadataFlags } from '../contract/metadata.js'
import type { IoThreadInfo, IoThreadParams } from '../contract/pinning.js'
import type { ControlInfo, Lifecycle } from '../contract/policy.js'
import type { PmSuspendTarget } from '../contract/power-management.js'
import type { CallOptions } from './call-options.js'
import { DomainAgent } from './domain-agent.js'

/** Buttons, keys, screen; what is said of a domain; threads of its hypervisor. */
export abstract class DomainControls extends DomainAgent {
  /** Press the reset button (`virDomainReset`). */
  reset(options?: CallOptions): Promise<void> {
    return this.ask('domains.reset', [], options)
  }

  /** Have the guest sleep, for so many seconds or until it is woken up (`virDomainPMSuspendForDuration`). */
  pmSuspendForDuration(target: PmSuspendTarget, duration = 0, options?: CallOptions): Promise<void> {
    return this.ask('domains.pmSuspendForDuration', [target, duration], options)
  }

  /** `virDomainPMWakeup`. */
  pmWakeup(options?: CallOptions): Promise<void> {
    return this.ask('domains.pmWakeup', [], options)
  }

  /** `virDomainInjectNMI`. */
  injectNmi(options?: CallOptions): Promise<void> {
    return this.ask('domains.injectNmi', [], options)
  }

  /** Press up to 16 keys together (`virDomainSendKey`). */
  sendKey(keycodes: readonly number[], options?: SendKeyFlags & CallOptions): Promise<void> {
    return this.ask('domains.sendKey', [keycodes], options)
  }

  /** What the screen shows, as a PNG (`virDomainScreenshot`). */
  screenshot(options?: ScreenshotFlags & CallOptions): Promise<Readable> {
    return this.ask('domains.screenshot', [], options)
  }

  /** Bytes per second that it is migrated with at most; 0: no limit (`virDomainMigrateGetMaxSpeed`). */
  migrateMaxSpeed(options?: CallOptions): Promise<number> {
    return this.ask('domains.migrateMaxSpeed', [], options)
  }

  /** `virDomainMigrateSetMaxSpeed`. */
  migrateSetMaxSpeed(bandwidth: number, options?: CallOptions): Promise<void> {
    return this.ask('domains.migrateSetMaxSpeed', [bandwidth], options)
  }

  /** Milliseconds that it may stand still at the end of a live migration (`virDomainMigrateGetMaxDowntime`). */
  migrateMaxDowntime(options?: CallOptions): Promise<number> {
    return this.ask('domains.migrateMaxDowntime', [], options)
  }

  /** `virDomainMigrateSetMaxDowntime`. */
  migrateSetMaxDowntime(downtime: number, options?: CallOptions): Promise<void> {
    return this.ask('domains.migrateSetMaxDowntime', [downtime], options)
  }

  /** Say something to the hypervisor's monitor (`virDomainQemuMonitorCommand`). */
  monitorCommand(command: string, options?: MonitorCommandFlags & CallOptions): Promise<string> {
    return this.ask('domains.monitorCommand', [command], options)
  }

  /** Description, title, or the element of a namespace (`virDomainGetMetadata`). */
  metadata(
    type: MetadataType,
    { uri, ...options }: { readonly uri?: string } & AffectFlags & CallOptions = {},
  ): Promise<string> {
    return this.ask('domains.metadata', [type, uri], options)
  }

  /** Replace it; `undefined`: remove it (`virDomainSetMetadata`). */
  setMetadata(
    type: MetadataType,
    value: string | undefined,
    options?: SetMetadataFlags & CallOptions,
  ): Promise<void> {
    return this.ask('domains.setMetadata', [type, value], options)
  }

  /** What follows when the guest powers off, reboots or crashes (`virDomainSetLifecycleAction`). */
  setLifecycleAction(
    type: Lifecycle,
    action: LifecycleAction,
    options?: AffectFlags & CallOptions,
  ): Promise<void> {
    return this.ask('domains.setLifecycleAction', [type, action], options)
  }

  /** Whether it can be controlled now (`virDomainGetControlInfo`). */
  controlInfo(options?: CallOptions): Promise<ControlInfo> {
    return this.ask('domains.controlInfo', [], options)
  }

  /** Host CPUs that the process's own threads may run on (`virDomainGetEmulatorPinInfo`). */
  emulatorPin(options?: AffectFlags & CallOptions): Promise<readonly number[]> {
    return this.ask('domains.emulatorPin', [], options)
  }

  /** `virDomainPinEmulator`. */
  pinEmulator(cpus: readonly number[], options?: AffectFlags & CallOptions): Promise<void> {
    return this.ask('domains.pinEmulator', [cpus], options)
  }

  /** `virDomainGetIOThreadInfo`. */
  ioThreads(options?: AffectFlags & CallOptions): Promise<readonly IoThreadInfo[]> {
    return this.ask('domains.ioThreads', [], options)
  }

  /** `virDomainPinIOThread`. */
  pinIoThread(ioThread: number, cpus: readonly number[], options?: AffectFlags & CallOptions): Promise<void> {
    return this.ask('domains.pinIoThread', [ioThread, cpus], options)
  }

  /** `virDomainAddIOThread`. */
  addIoThread(ioThread: number, options?: AffectFlags & CallOptions): Promise<void> {
    return this.ask('domains.addIoThread', [ioThread], options)
  }

  /** Change how one works, by libvirt's names: `poll_max_ns`, `thread_pool_max`, ... (`virDomainSetIOThreadParams`). */
  setIoThreadParams(
    ioThread: number,
    params: IoThreadParams,
    options?: AffectFlags & CallOptions,
  ): Promise<void> {
    return this.ask('domains.setIoThreadParams', [ioThread, params], options)
  }

  /** `virDomainDelIOThread`. */
  deleteIoThread(ioThread: number, options?: AffectFlags & CallOptions): Promise<void> {
    return this.ask('domains.deleteIoThread', [ioThread], options)
  }
}
