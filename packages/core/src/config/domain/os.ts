import type { Codec } from '../codec/codec.js'
import { element } from '../codec/element.js'
import { attribute, child, children, content, fallback, plain, plains, required } from '../codec/fields.js'
import type { Unknowns } from '../codec/unknowns.js'
import { integer, oneOf, text, word, yesNo } from '../codec/values.js'
import { diskSourceCodec, type DiskSource } from '../devices/disk-source.js'
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

const osType: Codec<OsType> = element('type', {
  arch: attribute('arch', text),
  machine: attribute('machine', text),
  name: fallback(content(word()), ''),
})

const loader: Codec<Loader> = element('loader', {
  readonly: attribute('readonly', yesNo),
  secure: attribute('secure', yesNo),
  type: attribute('type', oneOf('rom', 'pflash', 'none')),
  stateless: attribute('stateless', yesNo),
  path: content(text),
})

const nvram: Codec<Nvram> = element('nvram', {
  template: attribute('template', text),
  type: attribute('type', text),
  path: content(text),
  source: child(diskSourceCodec),
})

const firmware: Codec<FirmwareFeatures> = element('firmware', {
  features: children(
    element('feature', {
      enabled: required(attribute('enabled', yesNo)),
      name: required(attribute('name', oneOf('enrolled-keys', 'secure-boot'))),
    }),
  ),
})

const initVariable: Codec<InitVariable> = element('initenv', {
  name: required(attribute('name', text)),
  value: required(content(text)),
})

const table: Codec<AcpiTable> = element('table', {
  type: required(attribute('type', oneOf('slic'))),
  path: required(content(text)),
})

export const osCodec: Codec<OsConfig> = element('os', {
  firmware: attribute('firmware', oneOf('bios', 'efi')),
  type: fallback(child(osType), { name: '' }),
  firmwareFeatures: child(firmware),
  init: plain('init', content(text)),
  initArgs: plains('initarg', content(text)),
  initEnv: children(initVariable),
  initDir: plain('initdir', content(text)),
  initUser: plain('inituser', content(text)),
  initGroup: plain('initgroup', content(text)),
  loader: child(loader),
  nvram: child(nvram),
  kernel: plain('kernel', content(text)),
  initrd: plain('initrd', content(text)),
  cmdline: plain('cmdline', content(text)),
  dtb: plain('dtb', content(text)),
  root: plain('root', content(text)),
  acpi: child(element('acpi', { tables: children(table) })),
  boots: plains('boot', required(attribute('dev', oneOf('fd', 'hd', 'cdrom', 'network')))),
  bootmenu: child(
    element('bootmenu', {
      enable: attribute('enable', yesNo),
      timeout: attribute('timeout', integer(0, 65535)),
    }),
  ),
  smbios: child(
    element('smbios', { mode: required(attribute('mode', oneOf('emulate', 'host', 'sysinfo'))) }),
  ),
  bios: child(
    element('bios', {
      useserial: attribute('useserial', yesNo),
      rebootTimeout: attribute('rebootTimeout', integer(-1, 65535)),
    }),
  ),
})
