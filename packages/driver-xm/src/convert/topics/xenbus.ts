import type { DomainConfig } from '@virt/core/config'
import type { Topic } from '../topic.js'

/** What a guest's events and shared pages are limited to. */
export const xenbus: Topic = {
  keys: ['max_event_channels', 'max_grant_frames'],
  read(settings) {
    const maxGrantFrames = settings.number('max_grant_frames')
    const maxEventChannels = settings.number('max_event_channels')
    if (maxGrantFrames === undefined && maxEventChannels === undefined) return {}
    return { devices: { controllers: [{ type: 'xenbus', index: 0, maxGrantFrames, maxEventChannels }] } }
  },
  write({ devices }) {
    const controller = devices?.controllers?.find(({ type }) => type === 'xenbus')
    return { max_event_channels: controller?.maxEventChannels, max_grant_frames: controller?.maxGrantFrames }
  },
}

/** Every guest has one, limited or not. */
export function withXenbus(domain: DomainConfig): DomainConfig {
  const { controllers = [] } = domain.devices ?? {}
  if (controllers.some(({ type }) => type === 'xenbus')) return domain
  return {
    ...domain,
    devices: { ...domain.devices, controllers: [...controllers, { type: 'xenbus', index: 0 }] },
  }
}
