import type { Unknowns } from '../codec/unknowns.js'
import type { AudioConfig } from './audio.js'
import type {
  ChannelConfig,
  ConsoleConfig,
  ParallelConfig,
  RedirdevConfig,
  SerialConfig,
  SmartcardConfig,
} from './chardev.js'
import type { ControllerConfig } from './controller.js'
import type { CryptoConfig } from './crypto.js'
import type { DiskConfig } from './disk.js'
import type { FilesystemConfig } from './filesystem.js'
import type { GraphicsConfig } from './graphics.js'
import type { HostdevConfig } from './hostdev.js'
import type { HubConfig } from './hub.js'
import type { InputConfig } from './input.js'
import type { InterfaceConfig } from './interface.js'
import type { IommuConfig } from './iommu.js'
import type { LeaseConfig } from './lease.js'
import type { MemballoonConfig } from './memballoon.js'
import type { MemoryDeviceConfig } from './memory.js'
import type { NvramConfig } from './nvram.js'
import type { PanicConfig } from './panic.js'
import type { RedirfilterConfig } from './redirfilter.js'
import type { RngConfig } from './rng.js'
import type { ShmemConfig } from './shmem.js'
import type { SoundConfig } from './sound.js'
import type { TpmConfig } from './tpm.js'
import type { VideoConfig } from './video.js'
import type { VsockConfig } from './vsock.js'
import type { WatchdogConfig } from './watchdog.js'

/** `<devices>`: lists keep the order of the XML among devices of one kind. */
export interface DevicesConfig extends Unknowns {
  /** Path of the program that runs the guest. */
  readonly emulator?: string
  readonly disks?: readonly DiskConfig[]
  readonly controllers?: readonly ControllerConfig[]
  readonly leases?: readonly LeaseConfig[]
  readonly filesystems?: readonly FilesystemConfig[]
  readonly interfaces?: readonly InterfaceConfig[]
  readonly smartcards?: readonly SmartcardConfig[]
  readonly serials?: readonly SerialConfig[]
  readonly parallels?: readonly ParallelConfig[]
  readonly consoles?: readonly ConsoleConfig[]
  readonly channels?: readonly ChannelConfig[]
  readonly inputs?: readonly InputConfig[]
  readonly tpms?: readonly TpmConfig[]
  readonly graphics?: readonly GraphicsConfig[]
  readonly sounds?: readonly SoundConfig[]
  readonly audios?: readonly AudioConfig[]
  readonly videos?: readonly VideoConfig[]
  readonly hostdevs?: readonly HostdevConfig[]
  readonly redirdevs?: readonly RedirdevConfig[]
  readonly redirfilter?: RedirfilterConfig
  readonly hubs?: readonly HubConfig[]
  readonly watchdogs?: readonly WatchdogConfig[]
  readonly memballoon?: MemballoonConfig
  readonly rngs?: readonly RngConfig[]
  readonly nvram?: NvramConfig
  readonly panics?: readonly PanicConfig[]
  readonly shmems?: readonly ShmemConfig[]
  readonly memories?: readonly MemoryDeviceConfig[]
  readonly iommu?: IommuConfig
  readonly vsock?: VsockConfig
  readonly cryptos?: readonly CryptoConfig[]
}

/** Every kind of device, by the name of its element. */
export interface DeviceKinds {
  readonly disk: DiskConfig
  readonly controller: ControllerConfig
  readonly lease: LeaseConfig
  readonly filesystem: FilesystemConfig
  readonly interface: InterfaceConfig
  readonly smartcard: SmartcardConfig
  readonly serial: SerialConfig
  readonly parallel: ParallelConfig
  readonly console: ConsoleConfig
  readonly channel: ChannelConfig
  readonly input: InputConfig
  readonly tpm: TpmConfig
  readonly graphics: GraphicsConfig
  readonly sound: SoundConfig
  readonly audio: AudioConfig
  readonly video: VideoConfig
  readonly hostdev: HostdevConfig
  readonly redirdev: RedirdevConfig
  readonly redirfilter: RedirfilterConfig
  readonly hub: HubConfig
  readonly watchdog: WatchdogConfig
  readonly memballoon: MemballoonConfig
  readonly rng: RngConfig
  readonly nvram: NvramConfig
  readonly panic: PanicConfig
  readonly shmem: ShmemConfig
  readonly memory: MemoryDeviceConfig
  readonly iommu: IommuConfig
  readonly vsock: VsockConfig
  readonly crypto: CryptoConfig
}

/** One device of any kind: `{ disk: {...} }` or `{ interface: {...} }`, with exactly one key. */
export type DeviceConfig = {
  readonly [K in keyof DeviceKinds]: { readonly [P in K]: DeviceKinds[K] }
}[keyof DeviceKinds]
