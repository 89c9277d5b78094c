import type { Unknowns } from '../codec/unknowns.js'
import type { Other } from '../units.js'

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
  readonly name:
    'main' | 'display' | 'inputs' | 'cursor' | 'playback' | 'record' | 'smartcard' | 'usbredir' | Other
  readonly mode: 'any' | 'secure' | 'insecure'
}

export interface GraphicsGl extends Unknowns {
  readonly enable?: boolean
  readonly rendernode?: string
}
