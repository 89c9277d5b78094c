import { setTimeout as sleep } from 'node:timers/promises'
import { VirtError, type Call } from '@virt/core/driver'
import type { Part, PartKind } from '../command-line/live/parts.js'
import type { Guest } from '../engine/guest.js'
import type { QmpRequest } from '../qmp/commands.js'
import { QmpRefusal } from '../qmp/messages.js'

const adding: Readonly<Record<PartKind, string>> = {
  object: 'object-add',
  chardev: 'chardev-add',
  blockdev: 'blockdev-add',
  netdev: 'netdev_add',
  device: 'device_add',
}

const removing: Readonly<Record<PartKind, string>> = {
  object: 'object-del',
  chardev: 'chardev-remove',
  blockdev: 'blockdev-del',
  netdev: 'netdev_del',
  device: 'device_del',
}

/** The pseudo terminals of chardevs, by the chardev's id. */
export type Terminals = ReadonlyMap<string, string>

/** Give QEMU all of these, in order, and tell it the rest; or nothing, if it refuses one. */
export async function addParts(
  guest: Guest,
  parts: readonly Part[],
  setup: readonly QmpRequest[],
  { signal }: Call,
): Promise<Terminals> {
  const terminals = new Map<string, string>()
  const added: Part[] = []
  try {
    for (const part of parts) {
      const terminal = await addPart(guest, part, added, signal)
      if (terminal !== undefined) terminals.set(part.id, terminal)
    }
    for (const request of setup) await guest.monitor.execute(request.execute, request.arguments, { signal })
    return terminals
  } catch (error) {
    await Promise.race([takeBack(guest, added), sleep(patience, undefined, { ref: false })])
    throw error
  }
}

/** Milliseconds that taking back may take before it goes on by itself. */
const patience = 5_000

/** What was not refused may be there, even if nobody heard the answer. */
async function addPart(
  { monitor }: Guest,
  part: Part,
  added: Part[],
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  try {
    const answer = await monitor.execute(adding[part.kind], part.arguments, { signal })
    added.unshift(part)
    return (answer as { readonly pty?: string } | undefined)?.pty
  } catch (error) {
    if (!isRefusal(error)) added.unshift(part)
    throw error
  }
}

/** What stands behind a device goes when the guest has released it, however late that is. */
async function takeBack(guest: Guest, parts: readonly Part[]): Promise<void> {
  for (const part of parts) {
    const released = part.kind === 'device' ? guest.releases.expect(part.id) : undefined
    const gone = await removePart(guest, part).then(
      () => released,
      () => undefined,
    )
    if (gone === 'refused') return
  }
}

/**
 * Take them away, in this order. What is not there, or still used, stays without a complaint: it is for the caller to
 * know that it is not used.
 */
export async function removeParts(guest: Guest, parts: readonly Part[]): Promise<void> {
  await Promise.all(parts.map((part) => removePart(guest, part).catch(() => undefined)))
}

/** Take one away; of a device it means that the guest is asked to release it. */
export async function removePart(guest: Guest, { kind, id }: Part, call: Call = {}): Promise<void> {
  const named = kind === 'blockdev' ? { 'node-name': id } : { id }
  await guest.monitor.execute(removing[kind], named, { signal: call.signal })
}

/** Whether QEMU understood and said no, rather than being gone. */
export function isRefusal(error: unknown): boolean {
  return VirtError.is(error) && error.cause instanceof QmpRefusal
}
