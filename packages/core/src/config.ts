/**
 * Typed XML: libvirt's descriptions of domains, networks and capabilities as plain values, and back.
 *
 * `parse...` takes XML text, checks it as libvirt 9.0 does, and fills in libvirt's own defaults; `format...` writes libvirt's
 * text style. What the types do not name survives in `extra`. All throw VirtError: XML_ERROR for text that is not
 * well-formed or not what libvirt accepts, CONFIG_UNSUPPORTED and INVALID_ARG where libvirt says so.
 */
export { parseCapabilities, formatCapabilities } from './config/capabilities/xml.js'
export { parseDomainCapabilities, formatDomainCapabilities } from './config/domain-capabilities/xml.js'
export { parseDevice, formatDevice } from './config/devices/xml.js'
export {
  parseDomain,
  formatDomain,
  completeDomain,
  domainFromElement,
  domainToElement,
} from './config/domain/xml.js'
export {
  parseNetwork,
  formatNetwork,
  completeNetwork,
  networkFromElement,
  networkToElement,
} from './config/network/xml.js'
export { formatNetworkSection, networkSections, parseNetworkSection } from './config/network/sections.js'
export { updateNetwork } from './config/network/update/apply.js'
export { updateCommands } from './config/network/update/network-update.js'
export {
  parseDomainSnapshot,
  formatDomainSnapshot,
  domainSnapshotFromElement,
  domainSnapshotToElement,
} from './config/snapshot/xml.js'
export { newDomainSnapshot } from './config/snapshot/new-snapshot.js'
export {
  ioThreadIds,
  withIoThread,
  withIoThreadPin,
  withIoThreadPool,
  withoutIoThread,
} from './config/domain/iothread-list.js'
export { changeLifecycleAction } from './config/domain/lifecycle-action.js'
export { checkAbiStability } from './config/domain/abi-stability.js'
export { changeMetadata, metadataOf } from './config/domain/metadata.js'
export type { MetadataChange } from './config/domain/metadata.js'
export { formatCpuSet, parseCpuSet } from './config/codec/cpuset.js'
export { parseXml } from './config/xml/parse.js'
export { formatXml } from './config/xml/format.js'

export type { Extra, Unknowns } from './config/codec/unknowns.js'
export type { Bytes, CpuSet, KiB, MiB, Other, Uuid } from './config/units.js'
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
  GuestMemory,
  HugePage,
  HugePages,
  MaxMemory,
  MemoryAllocation,
  MemoryBacking,
  MemoryTune,
} from './config/domain/memory.js'
export type {
  NumaBandwidth,
  NumaCache,
  NumaCacheSize,
  NumaCell,
  NumaConfig,
  NumaInterconnects,
  NumaLatency,
  NumaSibling,
} from './config/domain/numa.js'
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
export type { XenCommandline } from './config/domain/xen.js'
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
export type { BackingStore, ImageFormat, MetadataCache } from './config/devices/backing-store.js'
export type { ChardevBackend, ChardevLog, ChardevSource, ChardevType } from './config/devices/chardev.js'
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
export type { DeviceConfig, DeviceKinds } from './config/devices/device.js'
export type { DevicesConfig } from './config/devices/devices.js'
export type { DiskIoTune } from './config/devices/disk-iotune.js'
export type { DiskMirror } from './config/devices/disk-mirror.js'
export type { DiskSource, DiskType, NetworkProtocol } from './config/devices/disk-source.js'
export type {
  DiskBlockIo,
  DiskBus,
  DiskConfig,
  DiskDriver,
  DiskGeometry,
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
  InterfaceDriver,
  InterfaceSource,
  InterfaceTarget,
  MacAddress,
  Offloads,
  PortForward,
  PortRange,
  Teaming,
} from './config/devices/interface-parts.js'
export type { InterfaceConfig, InterfaceType } from './config/devices/interface.js'
export type { IommuConfig, IommuDriver } from './config/devices/iommu.js'
export type { LeaseConfig, LeaseTarget } from './config/devices/lease.js'
export type {
  ChannelConfig,
  ChannelTarget,
  ConsoleConfig,
  ConsoleTarget,
  ParallelConfig,
  ParallelTarget,
  SerialConfig,
  SerialTarget,
} from './config/devices/lines.js'
export type { MemballoonConfig } from './config/devices/memballoon.js'
export type { MemoryDeviceConfig, MemoryDeviceSource, MemoryDeviceTarget } from './config/devices/memory.js'
export type { NvramConfig } from './config/devices/nvram.js'
export type { PanicConfig } from './config/devices/panic.js'
export type { RedirdevConfig } from './config/devices/redirdev.js'
export type { RedirfilterConfig, UsbFilterRule } from './config/devices/redirfilter.js'
export type { RngBackend, RngConfig, RngRate } from './config/devices/rng.js'
export type { ShmemConfig, ShmemInterrupts } from './config/devices/shmem.js'
export type { SmartcardConfig } from './config/devices/smartcard.js'
export type { SoundCodec, SoundConfig } from './config/devices/sound.js'
export type {
  EncryptionCipher,
  EncryptionConfig,
  HttpCookie,
  PersistentReservations,
  ReconnectConfig,
  SecretRef,
  SourceAuth,
  SourceHost,
  SourceIdentity,
  SourceInitiator,
  SourceSlice,
} from './config/devices/source-parts.js'
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
export type { NetworkSection, NetworkSections } from './config/network/sections.js'
export type {
  NetworkUpdate,
  NetworkUpdateCommand,
  SectionUpdate,
} from './config/network/update/network-update.js'
export type {
  DeviceChoices,
  DomainCapabilities,
  FeatureChoices,
  OsChoices,
} from './config/domain-capabilities/domain-capabilities.js'
export type { Choice, Choices, LoaderChoices } from './config/domain-capabilities/choices.js'
export type { CpuChoices, CpuModeChoices, CpuModelChoice } from './config/domain-capabilities/cpu-choices.js'
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
  HostCpu,
  HostCpuCounter,
  HostCpuFeature,
  HostCpuFlags,
  HostCpuSignature,
  HostPage,
} from './config/capabilities/host-cpu.js'
export type {
  HostCell,
  HostCellCpu,
  HostCellPages,
  HostDistance,
  HostTopology,
} from './config/capabilities/host-topology.js'
export type {
  CapabilitiesHost,
  HostCacheBank,
  HostPowerManagement,
  MigrationFeatures,
  SecurityBaseLabel,
  SecurityModel,
} from './config/capabilities/host.js'
export { withoutSecrets } from './config/domain/without-secrets.js'
export { hostArchitecture } from './config/rules/host-architecture.js'
export type { DomainSnapshotConfig, SnapshotMemory, SnapshotState } from './config/snapshot/snapshot.js'
export type { SnapshotDisk, SnapshotDiskDriver, SnapshotLocation } from './config/snapshot/snapshot-disk.js'
