import type { Codec } from '../codec/codec.js'
import { element } from '../codec/element.js'
import { attribute, child, required, type ChildField } from '../codec/fields.js'
import type { Unknowns } from '../codec/unknowns.js'
import { int, oneOf, positive, text, uint, yesNo } from '../codec/values.js'

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

const settings: Codec<AudioSettings> = element('settings', {
  frequency: attribute('frequency', uint),
  channels: attribute('channels', uint),
  format: attribute('format', oneOf('s8', 'u8', 's16', 'u16', 's32', 'u32', 'f32')),
})

function stream(name: string): ChildField<AudioStream> {
  return child(
    element<AudioStream>(name, {
      mixingEngine: attribute('mixingEngine', yesNo),
      fixedSettings: attribute('fixedSettings', yesNo),
      voices: attribute('voices', uint),
      bufferLength: attribute('bufferLength', uint),
      bufferCount: attribute('bufferCount', uint),
      dev: attribute('dev', text),
      tryPoll: attribute('tryPoll', yesNo),
      name: attribute('name', text),
      streamName: attribute('streamName', text),
      latency: attribute('latency', uint),
      serverName: attribute('serverName', text),
      clientName: attribute('clientName', text),
      connectPorts: attribute('connectPorts', text),
      exactName: attribute('exactName', yesNo),
      settings: child(settings),
    }),
  )
}

export const audioCodec: Codec<AudioConfig> = element('audio', {
  id: required(attribute('id', positive)),
  type: required(
    attribute(
      'type',
      oneOf('none', 'alsa', 'coreaudio', 'jack', 'oss', 'pulseaudio', 'sdl', 'spice', 'file', 'dbus'),
    ),
  ),
  timerPeriod: attribute('timerPeriod', uint),
  driver: attribute('driver', text),
  path: attribute('path', text),
  serverName: attribute('serverName', text),
  tryMMap: attribute('tryMMap', yesNo),
  exclusive: attribute('exclusive', yesNo),
  dspPolicy: attribute('dspPolicy', int),
  input: stream('input'),
  output: stream('output'),
})
