import type { Codec } from '../codec/codec.js'
import { element } from '../codec/element.js'
import { attribute, child, children, content, fallback, plain, raw, required } from '../codec/fields.js'
import { adopt, declare } from '../codec/namespaces.js'
import { kib } from '../codec/scaled.js'
import type { Unknowns } from '../codec/unknowns.js'
import { int, oneOf, text, uint, uuid, word, type Value } from '../codec/values.js'
import { devicesCodec, type DevicesConfig } from '../devices/devices.js'
import type { KiB, Other, Uuid } from '../units.js'
import type { XmlElement } from '../xml/element.js'
import { blockIoTuneCodec, type BlockIoTune } from './blkiotune.js'
import { clockCodec, type ClockConfig } from './clock.js'
import { cpuCodec, type CpuConfig } from './cpu.js'
import { cpuTuneCodec, type CpuTune } from './cputune.js'
import { featuresCodec, type FeaturesConfig } from './features.js'
import { defaultIoThreadCodec, ioThreadCodec, type DefaultIoThread, type IoThread } from './iothreads.js'
import {
  idMapCodec,
  keyWrapCodec,
  resourceCodec,
  type IdMap,
  type KeyWrap,
  type ResourceConfig,
} from './isolation.js'
import { launchSecurityCodec, type LaunchSecurity } from './launch-security.js'
import {
  guestMemoryCodec,
  flatMemory,
  wholeMemory,
  maxMemoryCodec,
  memoryBackingCodec,
  memoryTuneCodec,
  type GuestMemory,
  type MaxMemory,
  type MemoryBacking,
  type MemoryTune,
} from './memory.js'
import { numaTuneCodec, type NumaTune } from './numatune.js'
import { osCodec, type OsConfig } from './os.js'
import { perfEventCodec, powerManagementCodec, type PerfEvent, type PowerManagement } from './power.js'
import { qemuCommandlineCodec, qemuNamespace, type QemuCommandline } from './qemu.js'
import { securityLabelCodec, type SecurityLabel } from './seclabel.js'
import { systemInfoCodec, type SystemInfo } from './sysinfo.js'
import { vcpuCodec, vcpuStateCodec, type VcpuConfig, type VcpuState } from './vcpu.js'
import { xenCommandlineCodec, xenNamespace, type XenCommandline } from './xen.js'

export type DomainType =
  | 'qemu'
  | 'kvm'
  | 'xen'
  | 'lxc'
  | 'uml'
  | 'openvz'
  | 'test'
  | 'vmware'
  | 'hyperv'
  | 'vbox'
  | 'phyp'
  | 'parallels'
  | 'bhyve'
  | 'vz'
  | 'hvf'
  | Other

export type LifecycleAction =
  'destroy' | 'restart' | 'rename-restart' | 'preserve' | 'coredump-destroy' | 'coredump-restart'
export type LockFailureAction = 'poweroff' | 'restart' | 'pause' | 'ignore'

/**
 * A domain: what `<domain>` describes (https://libvirt.org/formatdomain.html), as plain data.
 *
 * Absent means that the XML did not say. `parseDomain` fills in libvirt's own defaults; what a hypervisor chooses
 * (addresses, controllers, the uuid of a new domain) is its driver's work.
 */
export interface DomainConfig extends Unknowns {
  readonly type: DomainType
  /** The hypervisor's number for it: present only in the description of a running domain. */
  readonly id?: number
  readonly name: string
  /** Absent: the driver makes one up. */
  readonly uuid?: Uuid
  /** Changes when the guest may notice that time went backwards; `true` asks the driver for a new one. */
  readonly genid?: Uuid | true
  readonly hwuuid?: Uuid
  /** One line, for people. */
  readonly title?: string
  readonly description?: string
  /** Applications' own data, whole: an element per namespace. */
  readonly metadata?: XmlElement
  /** Ceiling of memory hotplug. */
  readonly maxMemory?: MaxMemory
  /** What the guest boots with. 0 only while NUMA cells or devices are to add up to it. */
  readonly memory: KiB
  /** Whether guest memory is part of a core dump of the hypervisor. */
  readonly dumpCore?: boolean
  /** Balloon target: at most `memory`. */
  readonly currentMemory?: KiB
  readonly memtune?: MemoryTune
  readonly memoryBacking?: MemoryBacking
  readonly vcpu?: VcpuConfig
  /** One by one, for hotplug of single vcpus. */
  readonly vcpus?: readonly VcpuState[]
  /** How many I/O threads: at least as many as `iothreadIds` lists. */
  readonly iothreads?: number
  readonly iothreadIds?: readonly IoThread[]
  readonly defaultIothread?: DefaultIoThread
  readonly cputune?: CpuTune
  readonly blkiotune?: BlockIoTune
  readonly numatune?: NumaTune
  readonly resource?: ResourceConfig
  readonly sysinfo?: readonly SystemInfo[]
  /** Program that boots a paravirtual Xen guest from its own disk; empty: the hypervisor's own choice. */
  readonly bootloader?: string
  readonly bootloaderArgs?: string
  readonly os: OsConfig
  readonly idmap?: IdMap
  readonly features?: FeaturesConfig
  readonly cpu?: CpuConfig
  readonly clock?: ClockConfig
  readonly onPoweroff?: LifecycleAction
  readonly onReboot?: LifecycleAction
  readonly onCrash?: LifecycleAction
  readonly onLockfailure?: LockFailureAction
  readonly pm?: PowerManagement
  readonly perf?: readonly PerfEvent[]
  readonly devices?: DevicesConfig
  readonly seclabels?: readonly SecurityLabel[]
  readonly keywrap?: KeyWrap
  readonly launchSecurity?: LaunchSecurity
  /** Arguments for the emulator that libvirt has no element for (`xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'`). */
  readonly qemuCommandline?: QemuCommandline
  /** The same for the emulator of a Xen guest (`xmlns:xen='http://libvirt.org/schemas/domain/xen/1.0'`). */
  readonly xenCommandline?: XenCommandline
}

/** What may follow the end of a run (`virDomainLifecycleAction`). */
export const lifecycleActions: readonly LifecycleAction[] = [
  'destroy',
  'restart',
  'rename-restart',
  'preserve',
  'coredump-destroy',
  'coredump-restart',
]

const actions = oneOf(...lifecycleActions)

const freshOrUuid: Value<Uuid | true> = {
  read: uuid.read,
  write: (value) => (value === true ? '' : value),
}

/** A domain as its elements have it. */
type Elements = Omit<DomainConfig, 'memory' | 'dumpCore' | 'os'> & {
  readonly memory?: GuestMemory
  readonly os?: OsConfig
}

const elements: Codec<Elements> = element('domain', {
  type: required(attribute('type', word())),
  id: attribute('id', int),
  name: fallback(plain('name', content(text)), ''),
  uuid: plain('uuid', content(uuid)),
  genid: plain('genid', fallback(content(freshOrUuid), true)),
  hwuuid: plain('hwuuid', content(uuid)),
  title: plain('title', content(text)),
  description: plain('description', content(text)),
  metadata: raw('metadata'),
  maxMemory: child(maxMemoryCodec),
  memory: child(guestMemoryCodec),
  currentMemory: plain('currentMemory', content(kib)),
  blkiotune: child(blockIoTuneCodec),
  memtune: child(memoryTuneCodec),
  memoryBacking: child(memoryBackingCodec),
  vcpu: child(vcpuCodec),
  vcpus: plain('vcpus', children(vcpuStateCodec)),
  iothreads: plain('iothreads', content(uint)),
  iothreadIds: plain('iothreadids', children(ioThreadCodec)),
  defaultIothread: child(defaultIoThreadCodec),
  cputune: child(cpuTuneCodec),
  numatune: child(numaTuneCodec),
  resource: child(resourceCodec),
  sysinfo: children(systemInfoCodec),
  bootloader: plain('bootloader', fallback(content(text), '')),
  bootloaderArgs: plain('bootloader_args', content(text)),
  os: child(osCodec),
  idmap: child(idMapCodec),
  features: child(featuresCodec),
  cpu: child(cpuCodec),
  clock: child(clockCodec),
  onPoweroff: plain('on_poweroff', content(actions)),
  onReboot: plain('on_reboot', content(actions)),
  onCrash: plain('on_crash', content(actions)),
  onLockfailure: plain('on_lockfailure', content(oneOf('poweroff', 'restart', 'pause', 'ignore'))),
  pm: child(powerManagementCodec),
  perf: plain('perf', children(perfEventCodec)),
  devices: child(devicesCodec),
  seclabels: children(securityLabelCodec),
  keywrap: child(keyWrapCodec),
  launchSecurity: child(launchSecurityCodec),
  qemuCommandline: child(qemuCommandlineCodec),
  xenCommandline: child(xenCommandlineCodec),
})

const namespaces = [qemuNamespace, xenNamespace]

export const domainCodec: Codec<DomainConfig> = {
  name: 'domain',
  decode(found) {
    const { memory, ...rest } = elements.decode(namespaces.reduce(adopt, found))
    return { os: { type: { name: '' } }, ...rest, ...flatMemory(memory ?? {}, rest.extra) }
  },
  encode: (config) => namespaces.reduce(declare, elements.encode({ ...config, memory: wholeMemory(config) })),
}
