import type { Unknowns } from '../codec/unknowns.js'
import type { DiskSource } from '../devices/disk-source.js'
import type { Other } from '../units.js'

export type BootDevice = 'fd' | 'hd' | 'cdrom' | 'network'

/** `<os>`: what the guest boots. */
export interface OsConfig extends Unknowns {
  readonly firmware?: 'bios' | 'efi'
  readonly type: OsType
  readonly firmwareFeatures?: FirmwareFeatures
  /** A container's first program. */
  readonly init?: string
  readonly initArgs?: readonly string[]
  readonly initEnv?: readonly InitVariable[]
  readonly initDir?: string
  readonly initUser?: string
  readonly initGroup?: string
  readonly loader?: Loader
  readonly nvram?: Nvram
  readonly kernel?: string
  readonly initrd?: string
  readonly cmdline?: string
  readonly dtb?: string
  /** A child `<root>` of 2007's paravirtual guests. */
  readonly root?: string
  readonly acpi?: { readonly tables?: readonly AcpiTable[] } & Unknowns
  /** In the order in which they are tried. Absent when devices have their own boot order. */
  readonly boots?: readonly BootDevice[]
  readonly bootmenu?: BootMenu
  readonly smbios?: { readonly mode: 'emulate' | 'host' | 'sysinfo' } & Unknowns
  readonly bios?: BiosConfig
}

export interface OsType extends Unknowns {
  /** The text: the kind of guest. */
  readonly name: 'hvm' | 'linux' | 'xen' | 'exe' | 'uml' | 'xenpvh' | Other
  readonly arch?: string
  readonly machine?: string
}

export interface FirmwareFeatures extends Unknowns {
  readonly features?: readonly FirmwareFeature[]
}

export interface FirmwareFeature extends Unknowns {
  readonly enabled: boolean
  readonly name: 'enrolled-keys' | 'secure-boot'
}

export interface InitVariable extends Unknowns {
  readonly name: string
  readonly value: string
}

export interface Loader extends Unknowns {
  /** Absent: the firmware is chosen by `firmware`. */
  readonly path?: string
  readonly readonly?: boolean
  readonly secure?: boolean
  readonly stateless?: boolean
  readonly type?: 'rom' | 'pflash' | 'none'
}

export interface Nvram extends Unknowns {
  readonly template?: string
  /** What `source` is. Absent with a plain `path`. */
  readonly type?: string
  readonly path?: string
  readonly source?: DiskSource
}

export interface AcpiTable extends Unknowns {
  readonly type: 'slic'
  readonly path: string
}

export interface BootMenu extends Unknowns {
  readonly enable?: boolean
  /** Milliseconds. */
  readonly timeout?: number
}

export interface BiosConfig extends Unknowns {
  readonly useserial?: boolean
  /** Milliseconds; -1: never. */
  readonly rebootTimeout?: number
}
