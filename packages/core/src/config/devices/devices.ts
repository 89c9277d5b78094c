import type { Codec } from '../codec/codec.js'
import { element } from '../codec/element.js'
import { child, children, content, plain } from '../codec/fields.js'
import type { Unknowns } from '../codec/unknowns.js'
import { text } from '../codec/values.js'
import { audioCodec, type AudioConfig } from './audio.js'
import { controllerCodec, type ControllerConfig } from './controller.js'
import { cryptoCodec, type CryptoConfig } from './crypto.js'
import { diskCodec, type DiskConfig } from './disk.js'
import { filesystemCodec, type FilesystemConfig } from './filesystem.js'
import { graphicsCodec, type GraphicsConfig } from './graphics.js'
import { hostdevCodec, type HostdevConfig } from './hostdev.js'
import { hubCodec, type HubConfig } from './hub.js'
import { inputCodec, type InputConfig } from './input.js'
import { interfaceCodec, type InterfaceConfig } from './interface.js'
import { iommuCodec, type IommuConfig } from './iommu.js'
import { leaseCodec, type LeaseConfig } from './lease.js'
import {
  channelCodec,
  consoleCodec,
  parallelCodec,
  serialCodec,
  type ChannelConfig,
  type ConsoleConfig,
  type ParallelConfig,
  type SerialConfig,
} from './lines.js'
import { memballoonCodec, type MemballoonConfig } from './memballoon.js'
import { memoryDeviceCodec, type MemoryDeviceConfig } from './memory.js'
import { nvramCodec, type NvramConfig } from './nvram.js'
import { panicCodec, type PanicConfig } from './panic.js'
import { redirdevCodec, type RedirdevConfig } from './redirdev.js'
import { redirfilterCodec, type RedirfilterConfig } from './redirfilter.js'
import { rngCodec, type RngConfig } from './rng.js'
import { shmemCodec, type ShmemConfig } from './shmem.js'
import { smartcardCodec, type SmartcardConfig } from './smartcard.js'
import { soundCodec, type SoundConfig } from './sound.js'
import { tpmCodec, type TpmConfig } from './tpm.js'
import { videoCodec, type VideoConfig } from './video.js'
import { vsockCodec, type VsockConfig } from './vsock.js'
import { watchdogCodec, type WatchdogConfig } from './watchdog.js'

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

export const devicesCodec: Codec<DevicesConfig> = element(
  'devices',
  {
    emulator: plain('emulator', content(text)),
    disks: children(diskCodec),
    controllers: children(controllerCodec),
    leases: children(leaseCodec),
    filesystems: children(filesystemCodec),
    interfaces: children(interfaceCodec),
    smartcards: children(smartcardCodec),
    serials: children(serialCodec),
    parallels: children(parallelCodec),
    consoles: children(consoleCodec),
    channels: children(channelCodec),
    inputs: children(inputCodec),
    tpms: children(tpmCodec),
    graphics: children(graphicsCodec),
    sounds: children(soundCodec),
    audios: children(audioCodec),
    videos: children(videoCodec),
    hostdevs: children(hostdevCodec),
    redirdevs: children(redirdevCodec),
    redirfilter: child(redirfilterCodec),
    hubs: children(hubCodec),
    watchdogs: children(watchdogCodec),
    memballoon: child(memballoonCodec),
    rngs: children(rngCodec),
    nvram: child(nvramCodec),
    panics: children(panicCodec),
    shmems: children(shmemCodec),
    memories: children(memoryDeviceCodec),
    cryptos: children(cryptoCodec),
    iommu: child(iommuCodec),
    vsock: child(vsockCodec),
  },
  { open: true },
)
