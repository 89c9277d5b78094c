import { unsupported } from '../codec/errors.js'
import type { VideoConfig } from '../devices/video.js'
import type { DomainConfig } from '../domain/domain.js'
import type { Draft } from './draft.js'

/** Exactly one is the primary, and it comes first. */
export function completeVideos(domain: Draft<DomainConfig>): void {
  const videos = domain.devices?.videos
  if (videos === undefined) return
  const primaries = videos.filter(({ model }) => model?.primary)
  if (primaries.length > 1) throw unsupported('Only one primary video device is supported')
  const [first = videos[0]] = primaries
  if (first?.model === undefined) return
  const primary: VideoConfig = { ...first, model: { ...first.model, primary: true } }
  domain.devices = { ...domain.devices, videos: [primary, ...videos.filter((video) => video !== first)] }
}
