import { unsupported } from '../codec/errors.js'
import type { VideoConfig, VideoModelType } from '../devices/video.js'
import type { DomainConfig } from '../domain/domain.js'
import type { Draft } from './draft.js'

/** KiB that libvirt gives a card of each model. */
const defaultVram: Readonly<Partial<Record<VideoModelType, number>>> = {
  vga: 16384,
  cirrus: 16384,
  vmvga: 16384,
  xen: 4096,
}

/** The card that a guest with a display gets unasked; those of qemu depend on the machine. */
function implicit({ type, os, devices }: DomainConfig): readonly VideoConfig[] | undefined {
  if (devices?.graphics === undefined || (type !== 'test' && type !== 'xen')) return undefined
  return [{ model: { type: os.type.name === 'hvm' ? 'cirrus' : 'xen' } }]
}

function withMemory(video: VideoConfig): VideoConfig {
  const { model } = video
  const vram = model?.vram ?? (model && defaultVram[model.type])
  if (model === undefined || vram === undefined) return video
  return { ...video, model: { ...model, vram, heads: model.heads ?? 1 } }
}

/** Exactly one is the primary, and it comes first. */
export function completeVideos(domain: Draft<DomainConfig>): void {
  const videos = (domain.devices?.videos ?? implicit(domain))?.map(withMemory)
  if (videos === undefined) return
  const primaries = videos.filter(({ model }) => model?.primary)
  if (primaries.length > 1) throw unsupported('Only one primary video device is supported')
  if (videos.length > 1 && videos.some(({ model }) => model?.type === 'none'))
    throw unsupported("a 'none' video type must be the only video device defined for the domain")
  const [first = videos[0]] = primaries
  if (first?.model === undefined) return
  const primary: VideoConfig = { ...first, model: { ...first.model, primary: true } }
  domain.devices = { ...domain.devices, videos: [primary, ...videos.filter((video) => video !== first)] }
}
