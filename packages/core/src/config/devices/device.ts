import type { Codec } from '../codec/codec.js'
import { xmlError } from '../codec/errors.js'
import type { XmlElement } from '../xml/element.js'
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

const codecs: { readonly [K in keyof DeviceKinds]: Codec<DeviceKinds[K]> } = {
  disk: diskCodec,
  controller: controllerCodec,
  lease: leaseCodec,
  filesystem: filesystemCodec,
  interface: interfaceCodec,
  smartcard: smartcardCodec,
  serial: serialCodec,
  parallel: parallelCodec,
  console: consoleCodec,
  channel: channelCodec,
  input: inputCodec,
  tpm: tpmCodec,
  graphics: graphicsCodec,
  sound: soundCodec,
  audio: audioCodec,
  video: videoCodec,
  hostdev: hostdevCodec,
  redirdev: redirdevCodec,
  redirfilter: redirfilterCodec,
  hub: hubCodec,
  watchdog: watchdogCodec,
  memballoon: memballoonCodec,
  rng: rngCodec,
  nvram: nvramCodec,
  panic: panicCodec,
  shmem: shmemCodec,
  memory: memoryDeviceCodec,
  iommu: iommuCodec,
  vsock: vsockCodec,
  crypto: cryptoCodec,
}

export function decodeDevice(element: XmlElement): DeviceConfig {
  if (!Object.hasOwn(codecs, element.name)) throw xmlError('unknown device type')
  const name = element.name as keyof DeviceKinds
  return { [name]: codecs[name].decode(element) } as unknown as DeviceConfig
}

export function encodeDevice(device: DeviceConfig): XmlElement {
  const [[name, value] = ['', undefined], ...others] = Object.entries(device)
  if (!Object.hasOwn(codecs, name) || others.length > 0)
    throw xmlError('a device is an object with the name of one device element')
  return (codecs[name as keyof DeviceKinds] as Codec<unknown>).encode(value)
}
