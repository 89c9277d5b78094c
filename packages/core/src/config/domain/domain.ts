import type { Unknowns } from '../codec/unknowns.js'
import type { DevicesConfig } from '../devices/devices.js'
import type { KiB, Other, Uuid } from '../units.js'
import type { XmlElement } from '../xml/element.js'
import type { BlockIoTune } from './blkiotune.js'
import type { ClockConfig } from './clock.js'
import type { CpuConfig } from './cpu.js'
import type { CpuTune } from './cputune.js'
import type { FeaturesConfig } from './features.js'
import type { DefaultIoThread, IoThread } from './iothreads.js'
import type { IdMap, KeyWrap, ResourceConfig } from './isolation.js'
import type { LaunchSecurity } from './launch-security.js'
import type { MaxMemory, MemoryBacking, MemoryTune } from './memory.js'
import type { NumaTune } from './numatune.js'
import type { OsConfig } from './os.js'
import type { PerfEvent, PowerManagement } from './power.js'
import type { QemuCommandline } from './qemu.js'
import type { SecurityLabel } from './seclabel.js'
import type { SystemInfo } from './sysinfo.js'
import type { VcpuConfig, VcpuState } from './vcpu.js'

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
  /** Program that boots a paravirtual Xen guest from its own disk. */
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
}
