/**
 * Typed XML: libvirt's descriptions of domains, networks and capabilities as plain values, and back.
 *
 * `parse...` takes XML text, checks it as libvirt 9.0 does, and fills in libvirt's own defaults; `format...` writes libvirt's
 * text style. What the types do not name survives in `extra`. All throw VirtError: XML_ERROR for text that is not
 * well-formed or not what libvirt accepts, CONFIG_UNSUPPORTED and INVALID_ARG where libvirt says so.
 */
export type { Extra, Unknowns } from './config/codec/unknowns.js'
export type { Bytes, CpuSet, KiB, Other, Uuid } from './config/units.js'
export type { XmlElement, XmlNode } from './config/xml/element.js'
export type { BlockIoDevice, BlockIoTune } from './config/domain/blkiotune.js'
export type { ClockConfig, TimerCatchup, TimerConfig } from './config/domain/clock.js'
export type {
  CpuCache,
  CpuConfig,
  CpuFeature,
  CpuModel,
  CpuPhysicalAddress,
  CpuTopology,
  NumaBandwidth,
  NumaCache,
  NumaCacheSize,
  NumaCell,
  NumaConfig,
  NumaInterconnects,
  NumaLatency,
  NumaSibling,
} from './config/domain/cpu.js'
export type {
  CacheAllocation,
  CacheMonitor,
  CacheTune,
  CpuTune,
  IoThreadPin,
  IoThreadScheduler,
  MemoryBandwidth,
  MemoryBandwidthMonitor,
  MemoryBandwidthTune,
  Scheduler,
  VcpuPin,
  VcpuScheduler,
} from './config/domain/cputune.js'
export type { DomainConfig, DomainType, LifecycleAction, LockFailureAction } from './config/domain/domain.js'
export type {
  CapabilitiesFeature,
  FeatureSwitch,
  FeaturesConfig,
  HptConfig,
  HypervFeatures,
  KvmFeatures,
  XenFeatures,
} from './config/domain/features.js'
export type { DefaultIoThread, IoThread } from './config/domain/iothreads.js'
export type { IdMap, IdMapRange, KeyWrap, KeyWrapCipher, ResourceConfig } from './config/domain/isolation.js'
export type { LaunchSecurity } from './config/domain/launch-security.js'
export type {
  HugePage,
  HugePages,
  MaxMemory,
  MemoryAllocation,
  MemoryBacking,
  MemoryTune,
} from './config/domain/memory.js'
export type { NumaMemory, NumaMemoryMode, NumaMemoryNode, NumaTune } from './config/domain/numatune.js'
export type {
  AcpiTable,
  BiosConfig,
  BootDevice,
  BootMenu,
  FirmwareFeature,
  FirmwareFeatures,
  InitVariable,
  Loader,
  Nvram,
  OsConfig,
  OsType,
} from './config/domain/os.js'
export type { PerfEvent, PowerManagement } from './config/domain/power.js'
export type { QemuCommandline, QemuVariable } from './config/domain/qemu.js'
export type { DeviceSecurityLabel, SecurityLabel } from './config/domain/seclabel.js'
export type { FirmwareEntry, SystemInfo, SystemInfoEntry, SystemInfoTable } from './config/domain/sysinfo.js'
export type { VcpuConfig, VcpuState } from './config/domain/vcpu.js'
export type {
  CcidAddress,
  CcwAddress,
  DeviceAddress,
  DimmAddress,
  DriveAddress,
  IsaAddress,
  MdevAddress,
  PciAddress,
  SpaprVioAddress,
  UnassignedAddress,
  UsbAddress,
  VirtioMmioAddress,
  VirtioSerialAddress,
  ZpciAddress,
} from './config/devices/address.js'
export type { AudioConfig, AudioSettings, AudioStream } from './config/devices/audio.js'
export type {
  ChannelConfig,
  ChannelTarget,
  ChardevBackend,
  ChardevLog,
  ChardevSource,
  ChardevType,
  ConsoleConfig,
  ConsoleTarget,
  ParallelConfig,
  ParallelTarget,
  RedirdevConfig,
  SerialConfig,
  SerialTarget,
  SmartcardConfig,
} from './config/devices/chardev.js'
export type {
  AcpiIndex,
  BootOrder,
  DeviceInfo,
  RomConfig,
  VirtioDriver,
  VirtioOptions,
} from './config/devices/common.js'
export type {
  ControllerConfig,
  ControllerDriver,
  ControllerTarget,
  ControllerType,
} from './config/devices/controller.js'
export type { CryptoBackend, CryptoConfig } from './config/devices/crypto.js'
export type { DeviceConfig, DeviceKinds, DevicesConfig } from './config/devices/devices.js'
export type {
  BackingStore,
  DiskSource,
  DiskType,
  EncryptionCipher,
  EncryptionConfig,
  HttpCookie,
  ImageFormat,
  MetadataCache,
  NetworkProtocol,
  PersistentReservations,
  ReconnectConfig,
  SecretRef,
  SourceAuth,
  SourceHost,
  SourceIdentity,
  SourceInitiator,
  SourceSlice,
} from './config/devices/disk-source.js'
export type {
  DiskBlockIo,
  DiskBus,
  DiskConfig,
  DiskDriver,
  DiskGeometry,
  DiskIoTune,
  DiskMirror,
  DiskTarget,
} from './config/devices/disk.js'
export type {
  FilesystemBinary,
  FilesystemConfig,
  FilesystemDriver,
  FilesystemSource,
  FilesystemTarget,
} from './config/devices/filesystem.js'
export type {
  GraphicsConfig,
  GraphicsGl,
  GraphicsListen,
  GraphicsType,
  SpiceChannel,
} from './config/devices/graphics.js'
export type { HostdevAddress, HostdevConfig, HostdevSource } from './config/devices/hostdev.js'
export type { HubConfig } from './config/devices/hub.js'
export type { InputConfig, InputSource } from './config/devices/input.js'
export type {
  Coalesce,
  FilterParameter,
  FilterRef,
  InterfaceBackend,
  InterfaceConfig,
  InterfaceDriver,
  InterfaceSource,
  InterfaceTarget,
  InterfaceType,
  MacAddress,
  Offloads,
  Teaming,
} from './config/devices/interface.js'
export type { IommuConfig, IommuDriver } from './config/devices/iommu.js'
export type { LeaseConfig, LeaseTarget } from './config/devices/lease.js'
export type { MemballoonConfig } from './config/devices/memballoon.js'
export type { MemoryDeviceConfig, MemoryDeviceSource, MemoryDeviceTarget } from './config/devices/memory.js'
export type { NvramConfig } from './config/devices/nvram.js'
export type { PanicConfig } from './config/devices/panic.js'
export type { RedirfilterConfig, UsbFilterRule } from './config/devices/redirfilter.js'
export type { RngBackend, RngConfig, RngRate } from './config/devices/rng.js'
export type { ShmemConfig, ShmemInterrupts } from './config/devices/shmem.js'
export type { SoundCodec, SoundConfig } from './config/devices/sound.js'
export type { PcrBanks, TpmBackend, TpmConfig } from './config/devices/tpm.js'
export type {
  VideoAcceleration,
  VideoConfig,
  VideoDriver,
  VideoModel,
  VideoModelType,
} from './config/devices/video.js'
export type { VsockConfig } from './config/devices/vsock.js'
export type { WatchdogConfig } from './config/devices/watchdog.js'
export type {
  Bandwidth,
  BandwidthRate,
  IpAddress,
  IpRoute,
  PortOptions,
  VirtualPort,
  VirtualPortParameters,
  Vlan,
  VlanTag,
} from './config/network/common.js'
export type { DnsConfig, DnsForwarder, DnsHost, DnsSrv, DnsTxt } from './config/network/dns.js'
export type {
  ForwardAddress,
  ForwardConfig,
  ForwardInterface,
  ForwardMode,
  ForwardNat,
  ForwardPhysicalFunction,
} from './config/network/forward.js'
export type { DhcpConfig, DhcpHost, DhcpLease, DhcpRange, NetworkIp } from './config/network/ip.js'
export type {
  BridgeConfig,
  DnsmasqOptions,
  NetworkConfig,
  NetworkDomain,
  PortGroup,
} from './config/network/network.js'
export type { Capabilities } from './config/capabilities/capabilities.js'
export type {
  CapabilitiesGuest,
  GuestArch,
  GuestDomainType,
  GuestFeatures,
  GuestMachine,
  GuestPlatform,
  GuestToggle,
} from './config/capabilities/guest.js'
export type {
  CapabilitiesHost,
  HostCacheBank,
  HostCell,
  HostCellCpu,
  HostCellPages,
  HostCpu,
  HostCpuCounter,
  HostCpuFeature,
  HostCpuFlags,
  HostCpuSignature,
  HostDistance,
  HostPage,
  HostPowerManagement,
  HostTopology,
  MigrationFeatures,
  SecurityBaseLabel,
  SecurityModel,
} from './config/capabilities/host.js'

import type { Capabilities } from './config/capabilities/capabilities.js'
import type { DeviceConfig } from './config/devices/devices.js'
import type { DomainConfig } from './config/domain/domain.js'
import type { NetworkConfig } from './config/network/network.js'
import type { XmlElement } from './config/xml/element.js'

/** A domain from libvirt's XML. */
export function parseDomain(xml: string): DomainConfig {
  throw new Error(`parseDomain is not here yet: ${typeof xml}`)
}
/** libvirt's XML of a domain, 2-space indent, newline at the end. */
export function formatDomain(config: DomainConfig): string {
  throw new Error(`formatDomain is not here yet: ${typeof config}`)
}
/** libvirt's defaults filled in, checked: what parseDomain does to XML, for a configuration made by hand. */
export function completeDomain(config: DomainConfig): DomainConfig {
  throw new Error(`completeDomain is not here yet: ${typeof config}`)
}
/** A domain from an element of a larger document. */
export function domainFromElement(element: XmlElement): DomainConfig {
  throw new Error(`domainFromElement is not here yet: ${typeof element}`)
}
export function domainToElement(config: DomainConfig): XmlElement {
  throw new Error(`domainToElement is not here yet: ${typeof config}`)
}

/** One device by itself, as attach and detach take it. */
export function parseDevice(xml: string): DeviceConfig {
  throw new Error(`parseDevice is not here yet: ${typeof xml}`)
}
export function formatDevice(device: DeviceConfig): string {
  throw new Error(`formatDevice is not here yet: ${typeof device}`)
}

/** A virtual network from libvirt's XML. */
export function parseNetwork(xml: string): NetworkConfig {
  throw new Error(`parseNetwork is not here yet: ${typeof xml}`)
}
export function formatNetwork(config: NetworkConfig): string {
  throw new Error(`formatNetwork is not here yet: ${typeof config}`)
}
export function networkFromElement(element: XmlElement): NetworkConfig {
  throw new Error(`networkFromElement is not here yet: ${typeof element}`)
}
export function networkToElement(config: NetworkConfig): XmlElement {
  throw new Error(`networkToElement is not here yet: ${typeof config}`)
}

export function parseCapabilities(xml: string): Capabilities {
  throw new Error(`parseCapabilities is not here yet: ${typeof xml}`)
}
export function formatCapabilities(capabilities: Capabilities): string {
  throw new Error(`formatCapabilities is not here yet: ${typeof capabilities}`)
}

/** Any XML document, untyped. DTDs, entities, more than 10 MiB and nesting deeper than 1000 are refused: XML_ERROR with line and column. */
export function parseXml(xml: string): XmlElement {
  throw new Error(`parseXml is not here yet: ${typeof xml}`)
}
/** Text in libvirt's style of any element. */
export function formatXml(element: XmlElement): string {
  throw new Error(`formatXml is not here yet: ${typeof element}`)
}
