import type { Codec } from '../codec/codec.js'
import { element } from '../codec/element.js'
import { attribute, child, content, fallback, flag, plain, required } from '../codec/fields.js'
import { kib, size } from '../codec/scaled.js'
import type { Unknowns } from '../codec/unknowns.js'
import { octal, onOff, oneOf, text, uint, ulong, word } from '../codec/values.js'
import type { Bytes, KiB, Other } from '../units.js'
import {
  bootOrderCodec,
  deviceInfo,
  virtioOptions,
  type BootOrder,
  type DeviceInfo,
  type VirtioOptions,
} from './common.js'

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

const driver: Codec<FilesystemDriver> = element('driver', {
  type: attribute('type', word()),
  format: attribute('format', text),
  wrpolicy: attribute('wrpolicy', oneOf('immediate')),
  queue: attribute('queue', ulong),
  ...virtioOptions,
})

const source: Codec<FilesystemSource> = element('source', {
  dir: attribute('dir', text),
  file: attribute('file', text),
  dev: attribute('dev', text),
  name: attribute('name', text),
  pool: attribute('pool', text),
  volume: attribute('volume', text),
  socket: attribute('socket', text),
  usage: attribute('usage', { ...kib, unit: { attribute: 'units', of: () => 'KiB' } }),
})

const binary: Codec<FilesystemBinary> = element('binary', {
  path: attribute('path', text),
  xattr: attribute('xattr', onOff),
  cache: child(element('cache', { mode: required(attribute('mode', oneOf('none', 'always'))) })),
  sandbox: child(element('sandbox', { mode: required(attribute('mode', oneOf('namespace', 'chroot'))) })),
  lock: child(element('lock', { posix: attribute('posix', onOff), flock: attribute('flock', onOff) })),
  threadPool: child(element('thread_pool', { size: required(attribute('size', uint)) })),
})

export const filesystemCodec: Codec<FilesystemConfig> = element('filesystem', {
  type: fallback(
    attribute('type', oneOf('mount', 'template', 'file', 'block', 'ram', 'bind', 'volume')),
    'mount',
  ),
  accessmode: attribute('accessmode', oneOf('passthrough', 'mapped', 'squash')),
  model: attribute('model', text),
  multidevs: attribute('multidevs', oneOf('default', 'remap', 'forbid', 'warn')),
  fmode: attribute('fmode', octal(4)),
  dmode: attribute('dmode', octal(4)),
  driver: child(driver),
  binary: child(binary),
  source: child(source),
  target: required(child(element('target', { dir: required(attribute('dir', text)) }))),
  readonly: flag('readonly'),
  spaceHardLimit: plain('space_hard_limit', content(size('bytes'))),
  spaceSoftLimit: plain('space_soft_limit', content(size('bytes'))),
  boot: child(bootOrderCodec),
  ...deviceInfo,
})
