import { availableParallelism } from 'node:os'
import { delimiter } from 'node:path'
import type { Capabilities } from '@virt/core/config'
import { VirtError } from '@virt/core/driver'
import { architectureOf, hostArch, isNative } from './architectures.js'
import { ProbeCache, sameState } from './cache.js'
import { describeCapabilities } from './capabilities.js'
import type { Emulator } from './emulator.js'
import { kvmUsable } from './kvm.js'
import { Limiter } from './limiter.js'
import { fingerprint, locate, locateAll, type Fingerprint } from './locate.js'
import { probe } from './probe.js'

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
  /** Told once per state of a broken emulator. */
  readonly onDiagnostic?: (diagnostic: EmulatorDiagnostic) => void
}

/** What a domain asks of an emulator. */
export interface EmulatorRequest {
  /** The domain's `<emulator>`. It must exist. */
  readonly path?: string
  /** libvirt's name of the guest architecture. Default: the host's; of an explicit emulator: its own. */
  readonly arch?: string
  readonly virtType?: 'qemu' | 'kvm'
}

interface Known {
  readonly binary: Fingerprint
  readonly emulator: Promise<Emulator>
}

/**
 * The emulators of this host. Each is asked over QMP once, when somebody first needs it, and remembered by path, size
 * and time of change; a binary that changed is asked again.
 */
export class Emulators {
  readonly #searchPath: string
  readonly #kvmDevice: string | undefined
  readonly #cache: ProbeCache | undefined
  readonly #onDiagnostic: (diagnostic: EmulatorDiagnostic) => void
  readonly #limiter = new Limiter(Math.min(4, availableParallelism()))
  readonly #known = new Map<string, Known>()
  readonly #diagnostics = new Map<string, EmulatorDiagnostic>()

  constructor(options: EmulatorsOptions = {}) {
    this.#searchPath = options.path ?? process.env['PATH'] ?? ['/usr/local/bin', '/usr/bin'].join(delimiter)
    this.#kvmDevice = options.kvmDevice
    this.#cache = options.cacheDirectory === undefined ? undefined : new ProbeCache(options.cacheDirectory)
    this.#onDiagnostic = options.onDiagnostic ?? (() => undefined)
  }

  /** Paths of the installed emulators, the first of each name on PATH. Starts nothing. */
  installed(): Promise<readonly string[]> {
    return locateAll(this.#searchPath)
  }

  /**
   * The emulator for a domain: the explicit one, or the default of its architecture. Waits for no other probe.
   *
   * @throws CONFIG_UNSUPPORTED when no emulator serves the architecture, or `kvm` is asked for and cannot be used;
   * SYSTEM_ERROR when the explicit emulator is missing or not executable; INTERNAL_ERROR when it is broken.
   */
  async find(request: EmulatorRequest): Promise<Emulator> {
    const arch = request.arch ?? hostArch()
    const emulator = await this.#ask(request.path ?? (await this.#installedFor(arch)))
    if (request.arch !== undefined && !serves(emulator, request.arch))
      throw unsupported(`Emulator '${emulator.path}' does not support arch '${request.arch}'`)
    if (request.virtType === 'kvm') this.#needKvm(emulator)
    return emulator
  }

  /** Every installed emulator that works. Waits for all probes. */
  async all(): Promise<readonly Emulator[]> {
    const asked = await Promise.allSettled((await this.installed()).map((path) => this.#ask(path)))
    return asked.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []))
  }

  /** Whether domains of `type='kvm'` can run for this architecture (default: the host's) on this host. */
  kvmUsable(arch: string = hostArch()): boolean {
    return isNative(arch) && kvmUsable(this.#kvmDevice)
  }

  /** Host and guests, for `virConnectGetCapabilities`: all architectures and machine types installed. */
  async capabilities(): Promise<Capabilities> {
    return describeCapabilities(await this.all(), kvmUsable(this.#kvmDevice))
  }

  /** Emulators that were found not to work so far. */
  get diagnostics(): readonly EmulatorDiagnostic[] {
    return [...this.#diagnostics.values()]
  }

  async #installedFor(arch: string): Promise<string> {
    const target = architectureOf(arch)?.target ?? arch
    const path = await locate(this.#searchPath, target)
    if (path === undefined)
      throw unsupported(`no emulator for architecture '${arch}': qemu-system-${target} is not installed`)
    return path
  }

  async #ask(path: string): Promise<Emulator> {
    const binary = await fingerprint(path)
    const known = this.#known.get(path)
    if (known && sameState(known.binary, binary)) return known.emulator
    const emulator = this.#limiter.run(() => this.#learn(binary))
    this.#known.set(path, { binary, emulator })
    emulator.catch((error: unknown) => this.#complain({ path, error: VirtError.from(error) }))
    return emulator
  }

  async #learn(binary: Fingerprint): Promise<Emulator> {
    const kept = await this.#cache?.read(binary)
    if (kept) return kept
    const emulator = await probe(binary.path)
    await this.#cache?.write(binary, emulator)
    return emulator
  }

  #complain(diagnostic: EmulatorDiagnostic): void {
    this.#diagnostics.set(diagnostic.path, diagnostic)
    this.#onDiagnostic(diagnostic)
  }

  #needKvm(emulator: Emulator): void {
    if (!emulator.kvm || !isNative(emulator.arch))
      throw unsupported(`Emulator '${emulator.path}' does not support virt type 'kvm'`)
    if (!kvmUsable(this.#kvmDevice))
      throw unsupported(
        `domain type 'kvm' is not available on this host: ${this.#kvmDevice ?? '/dev/kvm'} cannot be used`,
      )
  }
}

function serves(emulator: Emulator, arch: string): boolean {
  return architectureOf(emulator.arch)?.target === (architectureOf(arch)?.target ?? arch)
}

function unsupported(detail: string): VirtError {
  return new VirtError('CONFIG_UNSUPPORTED', detail, { origin: 'QEMU' })
}
