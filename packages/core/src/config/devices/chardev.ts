import type { Unknowns } from '../codec/unknowns.js'
import type { DeviceSecurityLabel } from '../domain/seclabel.js'
import type { BootOrder, DeviceInfo } from './common.js'
import type { ReconnectConfig } from './disk-source.js'

export type ChardevType =
  | 'null'
  | 'vc'
  | 'pty'
  | 'dev'
  | 'file'
  | 'pipe'
  | 'stdio'
  | 'udp'
  | 'tcp'
  | 'unix'
  | 'spicevmc'
  | 'spiceport'
  | 'nmdm'
  | 'qemu-vdagent'
  | 'dbus'

/** The host's side of a character device. */
export interface ChardevBackend {
  readonly type: ChardevType
  /** `udp` has two: one to bind, one to connect. All others at most one. */
  readonly sources?: readonly ChardevSource[]
  readonly protocol?: { readonly type: 'raw' | 'telnet' | 'telnets' | 'tls' } & Unknowns
  readonly log?: ChardevLog
}

export interface ChardevSource extends Unknowns {
  readonly mode?: 'bind' | 'connect'
  /** `pty`, `dev`, `file`, `pipe`, `unix`. */
  readonly path?: string
  readonly append?: boolean
  /** `tcp`, `udp`. */
  readonly host?: string
  readonly service?: string
  readonly tls?: boolean
  /** `spiceport`, `dbus`. */
  readonly channel?: string
  /** `nmdm`. */
  readonly master?: string
  readonly slave?: string
  readonly reconnect?: ReconnectConfig
  /** `qemu-vdagent`. */
  readonly clipboard?: { readonly copypaste: boolean } & Unknowns
  readonly mouse?: { readonly mode: 'server' | 'client' } & Unknowns
  readonly seclabels?: readonly DeviceSecurityLabel[]
}

export interface ChardevLog extends Unknowns {
  readonly file: string
  readonly append?: boolean
}

export interface SerialTarget extends Unknowns {
  readonly type?:
    | 'isa-serial'
    | 'usb-serial'
    | 'pci-serial'
    | 'spapr-vio-serial'
    | 'system-serial'
    | 'sclp-serial'
    | 'isa-debug'
  readonly port?: number
  readonly model?: { readonly name: string } & Unknowns
}

export interface ParallelTarget extends Unknowns {
  readonly port?: number
}

export interface ConsoleTarget extends Unknowns {
  readonly type?: 'serial' | 'xen' | 'uml' | 'virtio' | 'lxc' | 'openvz' | 'sclp' | 'sclplm'
  readonly port?: number
}

export interface ChannelTarget extends Unknowns {
  readonly type: 'guestfwd' | 'virtio' | 'xen'
  /** `guestfwd`. */
  readonly address?: string
  readonly port?: number
  /** `virtio`, `xen`. */
  readonly name?: string
  readonly state?: 'connected' | 'disconnected'
}

/** `<serial>`. */
export interface SerialConfig extends ChardevBackend, DeviceInfo {
  readonly target?: SerialTarget
}

/** `<parallel>`. */
export interface ParallelConfig extends ChardevBackend, DeviceInfo {
  readonly target?: ParallelTarget
}

/** `<console>`: where the guest's operating system talks to its operator. */
export interface ConsoleConfig extends ChardevBackend, DeviceInfo {
  /** The terminal device of a running domain, as 2007's tools read it. */
  readonly tty?: string
  readonly target?: ConsoleTarget
}

/** `<channel>`: a private line between guest and host. */
export interface ChannelConfig extends ChardevBackend, DeviceInfo {
  readonly target: ChannelTarget
}

/** `<redirdev>`: a USB device from elsewhere. */
export interface RedirdevConfig extends ChardevBackend, DeviceInfo {
  readonly bus: 'usb'
  readonly boot?: BootOrder
}

/** `<smartcard>`. */
export interface SmartcardConfig extends Omit<ChardevBackend, 'type'>, DeviceInfo {
  readonly mode: 'host' | 'host-certificates' | 'passthrough'
  /** `passthrough`. */
  readonly type?: ChardevType
  /** `host-certificates`: three. */
  readonly certificates?: readonly string[]
  readonly database?: string
}
