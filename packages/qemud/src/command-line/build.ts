import type { DomainConfig, SystemInfo } from '@virt/core/config'
import { defaultMachine, machineOf, type Emulator, type MachineType } from '../emulators/emulator.js'
import { usualFirmware, type Firmware } from '../emulators/firmware.js'
import type { QmpRequest } from '../qmp/commands.js'
import { bootOptions, bootOrders } from './boot.js'
import { checkConsistent } from './checks/consistent.js'
import { checkSupported } from './check-supported.js'
import { withFirmware } from './choose-firmware.js'
import { clockEnvironment, clockOptions } from './clock.js'
import { controllerOptions, rootHotplugOptions } from './controllers.js'
import { cpuOptions } from './cpu.js'
import { diskOptions } from './disks.js'
import { firmwareOptions } from './firmware.js'
import {
  baseOptions,
  closingOptions,
  featureOptions,
  identityOptions,
  monitorOptions,
  powerOptions,
} from './general.js'
import { balloonSetup } from './devices/balloon.js'
import { audioOptions } from './devices/audios.js'
import { filesystemOptions } from './devices/filesystems.js'
import { iommuOptions } from './devices/iommu.js'
import { lateDevices } from './devices/late.js'
import { hubOptions } from './devices/hubs.js'
import { inputOptions } from './devices/inputs.js'
import { smartcardOptions } from './devices/smartcards.js'
import { zpciOptions } from './devices/zpci.js'
import { tpmOptions } from './devices/tpms.js'
import { displayEnvironment } from './graphics/displays.js'
import { graphicsOptions, graphicsSetup } from './graphics/screens.js'
import { choosesPort } from './graphics/vnc.js'
import { interfaceOptions, linkSetup } from './interfaces/interfaces.js'
import { macvtaps } from './interfaces/taps.js'
import { ioThreadOptions } from './iothreads.js'
import { liveConfig } from './live-config.js'
import { familyOf } from './family-of.js'
import { machineOptions } from './machine.js'
import { memoryDeviceOptions } from './memory-devices.js'
import { memoryOptions } from './memory.js'
import { numaOptions } from './numa.js'
import { overridden } from './overrides.js'
import { unsupported, type Plan } from './plan.js'
import { portOptions } from './lines/ports.js'
import { processorOptions, vcpuSetup } from './processors.js'
import { systemInfoOptions } from './sysinfo.js'
import { throttleSetup } from './storage/throttle.js'
import { videoOptions } from './graphics/videos.js'

/** What the command line depends on besides the domain itself. */
export interface CommandContext {
  readonly emulator: Emulator
  /** Whether KVM can be used for this emulator ({@link Emulators.kvmUsable}). */
  readonly kvm: boolean
  /** Path of the unix socket that the engine listens on, and that QEMU connects (and reconnects) its monitor to. */
  readonly monitor: string
  /** Directory for sockets that the domain's QEMU makes itself. Absent: devices that need one are refused. */
  readonly directory?: string
  /** Directory with the secrets of images: `UUID.base64`. Absent: images that need one are refused. */
  readonly secrets?: string
  /** Device nodes of the host's SCSI devices, by address: `0:0:0:0` is `/dev/sg0`. */
  readonly scsiNodes?: ReadonlyMap<string, string>
  /** Whether the kernel can move the packets of network cards that do not say who shall. */
  readonly vhostNet?: boolean
  /** The host's NUMA nodes. Absent: not known, and any is taken. */
  readonly numaNodes?: readonly number[]
  /** Installed firmware, in the order to be tried. Absent: what Debian's packages have. */
  readonly firmware?: readonly Firmware[]
  /** File for the UEFI variables of a domain that names none. Absent: such a domain has none. */
  readonly nvram?: string
  /** What the host's firmware says of it, for `<smbios mode='host'>`. Absent: nothing is known. */
  readonly hostSystem?: SystemInfo
  /** Milliseconds since 1970, for clocks that are a distance away from now. Default: now. */
  readonly now?: number
}

/** Everything that is needed to start a domain. */
export interface BuiltCommand {
  /** Absolute path of the emulator. */
  readonly emulator: string
  /** Arguments, without the emulator itself. */
  readonly argv: readonly string[]
  /** Environment variables to set beside the usual ones (`qemu:env`, the clock's time zone). */
  readonly environment: Readonly<Record<string, string>>
  /**
   * The live definition: `id` apart, what libvirt's live XML shows. Aliases, implied devices, addresses, canonical
   * machine type and emulator are filled in; what QEMU itself chooses (pty paths, VNC ports) comes with `completeLive`.
   */
  readonly config: DomainConfig
  /** The macvtap interfaces whose device nodes QEMU inherits, opened, as descriptors 3, 4, ... */
  readonly macvtaps: readonly string[]
  /** To be sent before `cont`, in order, in one write: passwords, links that are down, balloon target. */
  readonly setup: readonly QmpRequest[]
  /** To be asked before `cont`, in the same write as `setup`; the answers go into `completeLive`. Often empty. */
  readonly queries: readonly ('query-chardev' | 'query-vnc')[]
}

/**
 * The command line of a domain. It asks nobody, and the same arguments give the same answer.
 * It starts QEMU paused (`-S`), and QEMU stays (`-no-shutdown`) when the guest powers off, until the engine ends it.
 *
 * @throws CONFIG_UNSUPPORTED naming the element, for what this driver or this emulator cannot do.
 */
export function buildCommand(config: DomainConfig, context: CommandContext): BuiltCommand {
  checkSupported(config)
  const plan = planOf(config, context)
  checkConsistent(plan)
  const { args = [], env = [] } = config.qemuCommandline ?? {}
  return {
    emulator: context.emulator.path,
    argv: [...overridden(options(plan, context.monitor), config), ...args],
    environment: {
      ...clockEnvironment(plan),
      ...displayEnvironment(plan),
      ...Object.fromEntries(env.map(({ name, value = '' }) => [name, value])),
    },
    config: plan.config,
    macvtaps: macvtaps(plan.config),
    setup: [
      ...throttleSetup(plan),
      ...vcpuSetup(plan),
      ...graphicsSetup(plan),
      ...linkSetup(plan),
      ...balloonSetup(plan),
    ],
    queries: queries(plan.config),
  }
}

function planOf(config: DomainConfig, context: CommandContext): Plan {
  const { emulator, kvm, firmware = usualFirmware, nvram, now = Date.now(), ...surroundings } = context
  if (config.type === 'kvm' && !kvm)
    throw unsupported("domain type 'kvm' needs /dev/kvm, which cannot be used on this host")
  const machine = machineFor(config, emulator)
  const family = familyOf(emulator, machine.name)
  const complete = withFirmware(config, { emulator, machine, firmware, nvram })
  const live = liveConfig(complete, emulator, machine, family, surroundings.directory)
  return { ...surroundings, config: live, emulator, machine, family, now }
}

function machineFor({ os }: DomainConfig, emulator: Emulator): MachineType {
  const asked = os.type.machine
  const machine = asked === undefined ? defaultMachine(emulator) : machineOf(emulator, asked)
  if (machine) return machine
  throw unsupported(`Emulator '${emulator.path}' does not support machine type '${asked ?? 'default'}'`)
}

function options(plan: Plan, monitor: string): readonly string[] {
  const orders = bootOrders(plan)
  return [
    ...identityOptions(plan),
    ...firmwareOptions(plan),
    ...machineOptions(plan),
    ...cpuOptions(plan),
    ...memoryOptions(plan),
    ...baseOptions(plan),
    ...processorOptions(plan),
    ...ioThreadOptions(plan),
    ...numaOptions(plan),
    ...systemInfoOptions(plan),
    ...monitorOptions(monitor),
    ...clockOptions(plan),
    ...powerOptions(plan),
    ...featureOptions(plan),
    ...bootOptions(plan),
    ...rootHotplugOptions(plan),
    ...iommuOptions(plan),
    ...zpciOptions(plan),
    ...controllerOptions(plan),
    ...hubOptions(plan),
    ...diskOptions(plan, orders),
    ...filesystemOptions(plan, orders),
    ...interfaceOptions(plan, orders),
    ...smartcardOptions(plan),
    ...portOptions(plan),
    ...tpmOptions(plan),
    ...inputOptions(plan),
    ...audioOptions(plan),
    ...graphicsOptions(plan),
    ...videoOptions(plan),
    ...lateDevices(plan, orders),
    ...memoryDeviceOptions(plan),
    ...closingOptions(plan),
  ]
}

function queries({ devices }: DomainConfig): BuiltCommand['queries'] {
  const { serials = [], parallels = [], consoles = [], graphics = [] } = devices ?? {}
  const terminals = [...serials, ...parallels, ...consoles].some(({ type }) => type === 'pty')
  const ports = graphics.some(choosesPort)
  return [...(terminals ? ['query-chardev' as const] : []), ...(ports ? ['query-vnc' as const] : [])]
}
