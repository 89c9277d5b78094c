import type { Unknowns } from '../codec/unknowns.js'

/** `<audio>`: where on the host sound goes to and comes from. */
export interface AudioConfig extends Unknowns {
  readonly id: number
  readonly type:
    'none' | 'alsa' | 'coreaudio' | 'jack' | 'oss' | 'pulseaudio' | 'sdl' | 'spice' | 'file' | 'dbus'
  /** Microseconds. */
  readonly timerPeriod?: number
  readonly driver?: string
  readonly path?: string
  readonly serverName?: string
  readonly tryMMap?: boolean
  readonly exclusive?: boolean
  readonly dspPolicy?: number
  readonly input?: AudioStream
  readonly output?: AudioStream
}

export interface AudioStream extends Unknowns {
  readonly mixingEngine?: boolean
  readonly fixedSettings?: boolean
  readonly voices?: number
  /** Microseconds. */
  readonly bufferLength?: number
  readonly bufferCount?: number
  readonly dev?: string
  readonly tryPoll?: boolean
  readonly name?: string
  readonly streamName?: string
  readonly latency?: number
  readonly serverName?: string
  readonly clientName?: string
  readonly connectPorts?: string
  readonly exactName?: boolean
  readonly settings?: AudioSettings
}

export interface AudioSettings extends Unknowns {
  /** Hz. */
  readonly frequency?: number
  readonly channels?: number
  readonly format?: 's8' | 'u8' | 's16' | 'u16' | 's32' | 'u32' | 'f32'
}
