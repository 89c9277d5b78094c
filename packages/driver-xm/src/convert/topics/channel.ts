import type { ChannelConfig } from '@virt/core/config'
import { unsupported } from '@virt/xen-common'
import { optionsOf, optionsText } from '../options.js'
import { malformed } from '../settings.js'
import type { Topic } from '../topic.js'

/** Lines between guest and host that have a name in the guest. */
export const channel: Topic = {
  keys: ['channel'],
  read(settings) {
    const channels = settings.texts('channel').map(channelOf)
    return channels.length === 0 ? {} : { devices: { channels } }
  },
  write({ devices }) {
    const { channels = [] } = devices ?? {}
    return channels.length === 0 ? {} : { channel: channels.map(channelText) }
  },
}

function channelOf(text: string): ChannelConfig {
  const options = optionsOf(text)
  const path = options.get('path')
  const target = { type: 'xen', name: options.get('name') } as const
  switch (options.get('connection')) {
    case 'pty':
      return { type: 'pty', target }
    case 'socket':
      return { type: 'unix', sources: [{ mode: 'bind', ...(path && { path }) }], target }
    default:
      throw malformed('channel')
  }
}

const connections: Readonly<Partial<Record<ChannelConfig['type'], string>>> = { pty: 'pty', unix: 'socket' }

function channelText({ type, sources = [], target }: ChannelConfig): string {
  const connection = connections[type]
  if (connection === undefined || target.type !== 'xen')
    throw unsupported(`unsupported channel of type ${type} for target type ${target.type}`)
  const path = type === 'unix' ? sources[0]?.path : undefined
  return optionsText([
    ['connection', connection],
    ['path', path],
    ['name', target.name],
  ])
}
