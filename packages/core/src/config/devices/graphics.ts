import { completeListens } from '../rules/listens.js'
import type { Codec } from '../codec/codec.js'
import { element } from '../codec/element.js'
import { attribute, child, children, required, silent, type ChildField } from '../codec/fields.js'
import type { Unknowns } from '../codec/unknowns.js'
import { int, onOff, oneOf, text, uint, yesNo } from '../codec/values.js'

export type GraphicsType = 'sdl' | 'vnc' | 'rdp' | 'desktop' | 'spice' | 'egl-headless' | 'dbus'

/** `<graphics>`: a way to see the guest's screen. Which fields are there depends on `type`. */
export interface GraphicsConfig extends Unknowns {
  readonly type: GraphicsType
  /** -1 in 2007's configurations: automatic. */
  readonly port?: number
  readonly tlsPort?: number
  readonly autoport?: boolean
  /** vnc: port of its WebSocket; -1: automatic. */
  readonly websocket?: number
  readonly socket?: string
  /** Address to listen on; the first of `listens` by another name. */
  readonly listen?: string
  readonly keymap?: string
  readonly sharePolicy?: 'allow-exclusive' | 'force-shared' | 'ignore'
  readonly powerControl?: boolean
  readonly passwd?: string
  /** End of the password's life, ISO 8601 in UTC. */
  readonly passwdValidTo?: string
  readonly connected?: 'fail' | 'disconnect' | 'keep'
  readonly defaultMode?: 'any' | 'secure' | 'insecure'
  /** sdl, desktop. */
  readonly display?: string
  readonly xauth?: string
  readonly fullscreen?: boolean
  /** rdp. */
  readonly multiUser?: boolean
  readonly replaceUser?: boolean
  /** dbus. */
  readonly p2p?: boolean
  /** dbus: where its bus is; sdl and egl: nothing. */
  readonly address?: string
  readonly listens?: readonly GraphicsListen[]
  readonly channels?: readonly SpiceChannel[]
  readonly image?: { readonly compression: string } & Unknowns
  readonly jpeg?: { readonly compression: string } & Unknowns
  readonly zlib?: { readonly compression: string } & Unknowns
  readonly playback?: { readonly compression: boolean } & Unknowns
  readonly streaming?: { readonly mode: 'filter' | 'all' | 'off' } & Unknowns
  readonly mouse?: { readonly mode: 'server' | 'client' } & Unknowns
  readonly clipboard?: { readonly copypaste: boolean } & Unknowns
  readonly filetransfer?: { readonly enable: boolean } & Unknowns
  readonly gl?: GraphicsGl
  /** The `<audio>` it plays. */
  readonly audio?: { readonly id: number } & Unknowns
}

export interface GraphicsListen extends Unknowns {
  readonly type: 'address' | 'network' | 'socket' | 'none'
  readonly address?: string
  readonly network?: string
  readonly socket?: string
}

export interface SpiceChannel extends Unknowns {
  readonly name: 'main' | 'display' | 'inputs' | 'cursor' | 'playback' | 'record' | 'smartcard' | 'usbredir'
  readonly mode: 'any' | 'secure' | 'insecure'
}

export interface GraphicsGl extends Unknowns {
  readonly enable?: boolean
  readonly rendernode?: string
}

const listen: Codec<GraphicsListen> = element('listen', {
  type: required(attribute('type', oneOf('address', 'network', 'socket', 'none'))),
  address: attribute('address', text),
  network: attribute('network', text),
  socket: attribute('socket', text),
})

const modes = oneOf('any', 'secure', 'insecure')

const channel: Codec<SpiceChannel> = element('channel', {
  name: required(
    attribute(
      'name',
      oneOf('main', 'display', 'inputs', 'cursor', 'playback', 'record', 'smartcard', 'usbredir'),
    ),
  ),
  mode: required(attribute('mode', modes)),
})

function compression(name: string): ChildField<{ readonly compression: string } & Unknowns> {
  return child(
    element<{ readonly compression: string }>(name, {
      compression: required(attribute('compression', text)),
    }),
  )
}

export const graphicsCodec: Codec<GraphicsConfig> = element(
  'graphics',
  {
    type: required(attribute('type', oneOf('sdl', 'vnc', 'rdp', 'desktop', 'spice', 'egl-headless', 'dbus'))),
    socket: attribute('socket', text),
    port: attribute('port', int),
    tlsPort: attribute('tlsPort', int),
    autoport: attribute('autoport', yesNo),
    websocket: attribute('websocket', int),
    listen: attribute('listen', text),
    keymap: attribute('keymap', text),
    sharePolicy: attribute('sharePolicy', oneOf('allow-exclusive', 'force-shared', 'ignore')),
    powerControl: attribute('powerControl', yesNo),
    passwd: attribute('passwd', text),
    passwdValidTo: attribute('passwdValidTo', text),
    connected: attribute('connected', oneOf('fail', 'disconnect', 'keep')),
    defaultMode: attribute('defaultMode', modes),
    display: attribute('display', text),
    xauth: attribute('xauth', text),
    fullscreen: silent(attribute('fullscreen', yesNo), false),
    multiUser: silent(attribute('multiUser', yesNo), false),
    replaceUser: silent(attribute('replaceUser', yesNo), false),
    p2p: attribute('p2p', yesNo),
    address: attribute('address', text),
    listens: children(listen),
    channels: children(channel),
    image: compression('image'),
    jpeg: compression('jpeg'),
    zlib: compression('zlib'),
    playback: child(element('playback', { compression: required(attribute('compression', onOff)) })),
    streaming: child(
      element('streaming', { mode: required(attribute('mode', oneOf('filter', 'all', 'off'))) }),
    ),
    mouse: child(element('mouse', { mode: required(attribute('mode', oneOf('server', 'client'))) })),
    clipboard: child(element('clipboard', { copypaste: required(attribute('copypaste', yesNo)) })),
    filetransfer: child(element('filetransfer', { enable: required(attribute('enable', yesNo)) })),
    gl: child(
      element('gl', { enable: attribute('enable', yesNo), rendernode: attribute('rendernode', text) }),
    ),
    audio: child(element('audio', { id: required(attribute('id', uint)) })),
  },
  { refine: completeListens },
)
