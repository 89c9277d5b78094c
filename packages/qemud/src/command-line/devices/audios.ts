import type { AudioConfig, AudioSettings, AudioStream, DevicesConfig } from '@virt/core/config'
import { unsupported, type Plan } from '../plan.js'

/** `-audiodev`: where sound goes on the host. */
export function audioOptions({ config }: Plan): readonly string[] {
  return (config.devices?.audios ?? []).flatMap((audio) => ['-audiodev', JSON.stringify(audiodev(audio))])
}

/** The id of a backend in QEMU. */
export function audioId({ id }: AudioConfig): string {
  return `audio${id}`
}

/** The backends of a definition, or the one that its screen implies when it names none. */
export function completeAudios({ audios, sounds, graphics }: DevicesConfig): DevicesConfig['audios'] {
  if (audios !== undefined) return audios
  const spice = graphics?.some(({ type }) => type === 'spice')
  if (spice) return [{ id: 1, type: 'spice' }]
  return sounds?.length || graphics?.some(({ type }) => type === 'vnc')
    ? [{ id: 1, type: 'none' }]
    : undefined
}

/** QEMU's names of the backends, where they are not libvirt's. */
const drivers: Readonly<Record<string, string>> = { pulseaudio: 'pa', file: 'wav' }

function audiodev(audio: AudioConfig): object {
  return {
    id: audioId(audio),
    driver: drivers[audio.type] ?? audio.type,
    'timer-period': audio.timerPeriod,
    ...ownOptions[audio.type]?.(audio),
    in: stream(audio, audio.input),
    out: stream(audio, audio.output),
  }
}

const ownOptions: Partial<Record<AudioConfig['type'], (audio: AudioConfig) => object>> = {
  oss: ({ tryMMap, exclusive, dspPolicy }) => ({
    'try-mmap': tryMMap,
    exclusive,
    'dsp-policy': dspPolicy,
  }),
  pulseaudio: ({ serverName }) => ({ server: serverName }),
  file: ({ path }) => ({ path: path ?? missingPath() }),
}

function missingPath(): never {
  throw unsupported("audio backend 'file' needs a path")
}

function stream({ type }: AudioConfig, found: AudioStream | undefined): object | undefined {
  if (!found) return undefined
  const { mixingEngine, fixedSettings, voices, bufferLength, settings } = found
  return {
    'mixing-engine': mixingEngine,
    'fixed-settings': fixedSettings,
    voices,
    'buffer-length': bufferLength,
    ...format(settings),
    ...ownStreams[type]?.(found),
  }
}

function format(settings: AudioSettings | undefined): object {
  return {
    frequency: settings?.frequency,
    channels: settings?.channels,
    format: settings?.format,
  }
}

const ownStreams: Partial<Record<AudioConfig['type'], (stream: AudioStream) => object>> = {
  alsa: ({ dev, tryPoll }) => ({ dev, 'try-poll': tryPoll }),
  oss: ({ dev, bufferCount, tryPoll }) => ({ dev, 'buffer-count': bufferCount, 'try-poll': tryPoll }),
  coreaudio: ({ bufferCount }) => ({ 'buffer-count': bufferCount }),
  sdl: ({ bufferCount }) => ({ 'buffer-count': bufferCount }),
  pulseaudio: ({ name, streamName, latency }) => ({ name, 'stream-name': streamName, latency }),
  jack: ({ serverName, clientName, connectPorts, exactName }) => ({
    'server-name': serverName,
    'client-name': clientName,
    'connect-ports': connectPorts,
    'exact-name': exactName,
  }),
}
