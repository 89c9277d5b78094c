import type { Codec } from '../codec/codec.js'
import { element, type Fields } from '../codec/element.js'
import { attribute, child, children, required } from '../codec/fields.js'
import type { Unknowns } from '../codec/unknowns.js'
import { onOff, oneOf, text, yesNo, type Value } from '../codec/values.js'
import { deviceSecurityLabelCodec, type DeviceSecurityLabel } from '../domain/seclabel.js'
import { reconnectCodec, type ReconnectConfig } from './source-parts.js'

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

export const chardevTypes: Value<ChardevType> = oneOf(
  'null',
  'vc',
  'pty',
  'dev',
  'file',
  'pipe',
  'stdio',
  'udp',
  'tcp',
  'unix',
  'spicevmc',
  'spiceport',
  'nmdm',
  'qemu-vdagent',
  'dbus',
)

const source: Codec<ChardevSource> = element('source', {
  mode: attribute('mode', oneOf('bind', 'connect')),
  path: attribute('path', text),
  append: attribute('append', onOff),
  host: attribute('host', text),
  service: attribute('service', text),
  tls: attribute('tls', yesNo),
  channel: attribute('channel', text),
  master: attribute('master', text),
  slave: attribute('slave', text),
  reconnect: child(reconnectCodec),
  clipboard: child(element('clipboard', { copypaste: required(attribute('copypaste', yesNo)) })),
  mouse: child(element('mouse', { mode: required(attribute('mode', oneOf('server', 'client'))) })),
  seclabels: children(deviceSecurityLabelCodec),
})

const log: Codec<ChardevLog> = element('log', {
  file: required(attribute('file', text)),
  append: attribute('append', onOff),
})

/** Rows of every character device's host side. */
export const chardevBackend: Fields<Omit<ChardevBackend, 'type'>> = {
  sources: children(source),
  protocol: child(
    element('protocol', { type: required(attribute('type', oneOf('raw', 'telnet', 'telnets', 'tls'))) }),
  ),
  log: child(log),
}
