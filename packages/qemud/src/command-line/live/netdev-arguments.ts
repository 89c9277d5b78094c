import type { KeyValues } from './key-values.js'

const numbers = new Set(['queues', 'sndbuf', 'ipv6-prefixlen', 'poll-us', 'hubid', 'vlan'])
const flags = new Set(['restrict', 'ipv4', 'ipv6', 'vhost', 'vhostforce', 'vnet_hdr'])
const lists = new Set(['hostfwd', 'guestfwd', 'dnssearch'])

/** What `netdev_add` takes, from what `-netdev` takes. */
export function netdevArguments({ head, values }: KeyValues): Readonly<Record<string, unknown>> {
  const typed: Record<string, unknown> = { type: head }
  for (const [key, value] of Object.entries(values)) typed[key] = typedValue(key, value)
  return typed
}

function typedValue(key: string, value: string): unknown {
  if (numbers.has(key)) return Number(value)
  if (flags.has(key)) return value === 'on'
  return lists.has(key) ? [{ str: value }] : value
}
