import type { Unknowns } from '../codec/unknowns.js'
import type { Bytes, KiB, Other } from '../units.js'
import type { BootOrder, DeviceInfo, VirtioOptions } from './common.js'

/** `<filesystem>`: a directory of the host inside the guest. */
export interface FilesystemConfig extends DeviceInfo {
  readonly type: 'mount' | 'template' | 'file' | 'block' | 'ram' | 'bind' | 'volume'
  readonly accessmode?: 'passthrough' | 'mapped' | 'squash'
  /** Permission bits of new files. */
  readonly fmode?: number
  readonly dmode?: number
  readonly model?: string
  readonly multidevs?: 'default' | 'remap' | 'forbid' | 'warn'
  readonly driver?: FilesystemDriver
  readonly binary?: FilesystemBinary
  readonly source?: FilesystemSource
  /** Where, or under which tag, the guest finds it. */
  readonly target: FilesystemTarget
  readonly readonly?: boolean
  readonly spaceHardLimit?: Bytes
  readonly spaceSoftLimit?: Bytes
  readonly boot?: BootOrder
}

export interface FilesystemDriver extends VirtioOptions, Unknowns {
  readonly type?: 'path' | 'handle' | 'loop' | 'nbd' | 'ploop' | 'virtiofs' | Other
  readonly format?: string
  readonly wrpolicy?: 'immediate'
  readonly queue?: number
}

export interface FilesystemSource extends Unknowns {
  readonly dir?: string
  readonly file?: string
  readonly dev?: string
  readonly name?: string
  readonly pool?: string
  readonly volume?: string
  readonly socket?: string
  readonly usage?: KiB
}

export interface FilesystemTarget extends Unknowns {
  readonly dir: string
}

/** `<binary>`: the virtiofsd that serves it. */
export interface FilesystemBinary extends Unknowns {
  readonly path?: string
  readonly xattr?: boolean
  readonly cache?: { readonly mode: 'none' | 'always' } & Unknowns
  readonly sandbox?: { readonly mode: 'namespace' | 'chroot' } & Unknowns
  readonly lock?: { readonly posix?: boolean; readonly flock?: boolean } & Unknowns
  readonly threadPool?: { readonly size: number } & Unknowns
}
