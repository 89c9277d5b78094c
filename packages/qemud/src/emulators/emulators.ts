import type { Capabilities } from '@virt/core/config'
import { VirtError } from '@virt/core/driver'
import type { Emulator } from './emulator.js'

/** An emulator that was found but does not work, and why. It is left out of the answers. */
export interface EmulatorDiagnostic {
  readonly path: string
  readonly error: VirtError
}

export interface EmulatorsOptions {
  /** Where probe results are kept between runs, one file per binary. It is made when it is not there. Absent: only in memory. */
  readonly cacheDirectory?: string
  /** Directories to search, as in `PATH`. Default: the environment's PATH. */
  readonly path?: string
  /** Default `/dev/kvm`. */
  readonly kvmDevice?: string
  /** Told once per broken emulator. */
  readonly onDiagnostic?: (diagnostic: EmulatorDiagnostic) => void
}

/** What a domain asks of an emulator. */
export interface EmulatorRequest {
  /** The domain's `<emulator>`. It must exist. */
  readonly path?: string
  /** libvirt's name of the guest architecture. Default: the host's. */
  readonly arch?: string
  readonly virtType?: 'qemu' | 'kvm'
}

/**
 * The emulators of this host. Each is asked over QMP once, when somebody first needs it, and remembered by path, size
 * and time of change; a binary that changed is asked again.
 */
export class Emulators {
  constructor(options: EmulatorsOptions = {}) {
    void options
  }

  /** Paths of the installed emulators, the first of each name on PATH. Starts nothing. */
  installed(): Promise<readonly string[]> {
    return Promise.resolve([])
  }

  /**
   * The emulator for a domain: the explicit one, or the default of its architecture. Waits for no other probe.
   * Default virtType: `kvm` when it is usable for that architecture, else `qemu`.
   *
   * @throws NO_SUPPORT-like coded errors: CONFIG_UNSUPPORTED when no emulator serves the architecture, or `kvm` is
   * asked for and cannot be used; OPERATION_FAILED when the explicit emulator is missing, not executable or broken.
   */
  find(request: EmulatorRequest): Promise<Emulator> {
    return Promise.reject(new VirtError('CONFIG_UNSUPPORTED', request.arch))
  }

  /** Every installed emulator that works. Waits for all probes. */
  all(): Promise<readonly Emulator[]> {
    return Promise.resolve([])
  }

  /** Whether domains of `type='kvm'` can run for this architecture on this host. */
  kvmUsable(arch?: string): boolean {
    void arch
    return false
  }

  /** Host and guests, for `virConnectGetCapabilities`: all architectures and machine types installed. */
  capabilities(): Promise<Capabilities> {
    return Promise.reject(new VirtError('NO_SUPPORT'))
  }

  /** Emulators that were found not to work so far. */
  get diagnostics(): readonly EmulatorDiagnostic[] {
    return []
  }
}
