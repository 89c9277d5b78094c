import type { Channel } from './channel.js'

/**
 * The channels that a connection listens to, of those that tell events, nearest first: each that tells nothing of what a
 * nearer one tells.
 */
export function tellers(channels: readonly Channel[]): readonly Channel[] {
  const chosen: Channel[] = []
  for (const channel of channels)
    if (chosen.every((nearer) => !overlap(nearer, channel))) chosen.push(channel)
  return chosen
}

function overlap({ connection: a }: Channel, { connection: b }: Channel): boolean {
  if (!a.domainEvents || !b.domainEvents) return true
  return a.domainEvents.some((name) => b.domainEvents?.includes(name))
}
