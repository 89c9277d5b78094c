import type { ChannelConfig } from '@virt/core/config'
import { chardevId, chardevOptions } from '../chardevs.js'
import { jsonOption, keyValues } from '../options.js'
import { unsupported, type Plan } from '../plan.js'
import { virtioPort } from './virtio-port.js'

/** The name of QEMU's own agent's line. */
const agent = 'com.redhat.spice.0'

/** Private lines between guest and host: by name over virtio, or an address on the guest's network. */
export function channelOptions(plan: Plan, channel: ChannelConfig): readonly string[] {
  return channel.target.type === 'guestfwd' ? forward(channel) : port(plan, channel)
}

/** A channel with what it needs: agents' lines have names, and a socket in the domain's own directory. */
export function completeChannel(
  channel: ChannelConfig,
  index: number,
  directory: string | undefined,
): ChannelConfig {
  const { type, target, sources } = channel
  const named =
    (type === 'spicevmc' || type === 'qemu-vdagent') && target.name === undefined
      ? { ...channel, target: { ...target, name: agent } }
      : channel
  if (type !== 'unix' || sources?.[0]?.path !== undefined || directory === undefined) return named
  return { ...named, sources: [{ mode: 'bind', path: `${directory}/channel${index}.sock` }] }
}

function port(plan: Plan, channel: ChannelConfig): readonly string[] {
  const { alias = '', target } = channel
  if (target.type === 'xen') throw unsupported("channel target type 'xen' is not supported")
  const chardev = chardevId(alias)
  return [
    ...chardevOptions(chardev, channel, { channel: 'vdagent' }),
    ...jsonOption('-device', {
      ...virtioPort(plan, channel, 'virtserialport'),
      chardev,
      id: alias,
      name: target.name,
    }),
  ]
}

function forward(channel: ChannelConfig): readonly string[] {
  const { alias = '', target } = channel
  const chardev = chardevId(alias)
  const { address, port: number } = target
  if (address === undefined || number === undefined)
    throw unsupported('a guestfwd channel needs an address and a port')
  const guestfwd = `tcp:${address}:${number}-chardev:${chardev}`
  return [...chardevOptions(chardev, channel), '-netdev', keyValues('user', { guestfwd, id: alias })]
}
