import { completeBackend } from '../rules/backend.js'
import type { Codec } from '../codec/codec.js'
import { element } from '../codec/element.js'
import { attribute, child, fallback, required } from '../codec/fields.js'
import type { Unknowns } from '../codec/unknowns.js'
import { oneOf, text, uint } from '../codec/values.js'
import { chardevBackend, chardevTypes, type ChardevBackend } from './chardev.js'
import { deviceInfo, type DeviceInfo } from './common.js'

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

const type = attribute('type', chardevTypes)

export const serialCodec: Codec<SerialConfig> = element(
  'serial',
  {
    type: required(type),
    ...chardevBackend,
    target: child(
      element('target', {
        type: attribute(
          'type',
          oneOf(
            'isa-serial',
            'usb-serial',
            'pci-serial',
            'spapr-vio-serial',
            'system-serial',
            'sclp-serial',
            'isa-debug',
          ),
        ),
        port: attribute('port', uint),
        model: child(element('model', { name: required(attribute('name', text)) })),
      }),
    ),
    ...deviceInfo,
  },
  { refine: (serial) => completeBackend(serial) },
)

export const parallelCodec: Codec<ParallelConfig> = element(
  'parallel',
  {
    type: required(type),
    ...chardevBackend,
    target: child(element('target', { port: attribute('port', uint) })),
    ...deviceInfo,
  },
  { refine: (parallel) => completeBackend(parallel) },
)

export const consoleCodec: Codec<ConsoleConfig> = element(
  'console',
  {
    type: fallback(type, 'pty'),
    tty: attribute('tty', text),
    ...chardevBackend,
    target: child(
      element('target', {
        type: attribute('type', oneOf('serial', 'xen', 'uml', 'virtio', 'lxc', 'openvz', 'sclp', 'sclplm')),
        port: attribute('port', uint),
      }),
    ),
    ...deviceInfo,
  },
  { refine: (console) => completeBackend(console) },
)

const channelTarget: Codec<ChannelTarget> = element('target', {
  type: required(attribute('type', oneOf('guestfwd', 'virtio', 'xen'))),
  address: attribute('address', text),
  port: attribute('port', uint),
  name: attribute('name', text),
  state: attribute('state', oneOf('connected', 'disconnected')),
})

export const channelCodec: Codec<ChannelConfig> = element(
  'channel',
  {
    type: required(type),
    ...chardevBackend,
    target: required(child(channelTarget)),
    ...deviceInfo,
  },
  { refine: (channel) => completeBackend(channel, channel.target.type !== 'guestfwd') },
)
