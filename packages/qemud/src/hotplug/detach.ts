import { setTimeout as sleep } from 'node:timers/promises'
import type { DeviceConfig } from '@virt/core/config'
import type { AffectFlags, Call, DetachResult } from '@virt/core/driver'
import { VirtError } from '@virt/core/driver'
import { liveChange } from '../command-line/live/change.js'
import { commandContext } from '../engine/command-context.js'
import type { EngineContext } from '../engine/context.js'
import type { ManagedDomain } from '../engine/domain.js'
import type { Guest } from '../engine/guest.js'
import { QmpRefusal } from '../qmp/messages.js'
import { changeBoth } from './change-both.js'
import { checkPlug } from './check-plug.js'
import { deviceOf, type Device } from './device-places.js'
import { tidyUp, unplugged } from './device-released.js'
import { findDevice } from './find-device.js'
import { removePart } from './plug-parts.js'
import { failed } from './refusals.js'
import type { Release } from './releases.js'

/** Take a device from a domain, from its definition, or both. */
export async function detachDevice(
  context: EngineContext,
  domain: ManagedDomain,
  config: DeviceConfig,
  flags: AffectFlags,
  call: Call,
): Promise<DetachResult> {
  const wanted = deviceOf(config)
  const result = await changeBoth(context, domain, flags, call, {
    live: (guest) => unplug(context, domain, guest, wanted, call),
    config: (definition) => unplugged(definition, findDevice(definition, wanted)),
  })
  return result ?? 'detached'
}

async function unplug(
  context: EngineContext,
  domain: ManagedDomain,
  guest: Guest,
  wanted: Device,
  call: Call,
): Promise<DetachResult> {
  const device = findDevice(guest.config, wanted)
  checkPlug(device, 'detach')
  await checkUnused(context, domain, guest, device)
  const { alias = '' } = device.value
  const release = await requestRelease(guest, alias, context.releaseTimeout, call)
  if (release === 'refused') throw failed(`unable to detach device '${alias}': the guest refused it`)
  if (release === 'requested') return release
  await tidyUp(context, domain, guest, alias)
  return 'detached'
}

/** Ask the guest for a device, and wait for its answer as long as its driver usually takes. */
export async function requestRelease(
  guest: Guest,
  id: string,
  patience: number,
  call: Call,
): Promise<Release | 'requested'> {
  const answer = guest.releases.expect(id)
  try {
    await removePart(guest, { kind: 'device', id, arguments: {} }, call)
  } catch (error) {
    guest.releases.forget(id)
    if (isGone(error)) return 'released'
    throw error
  }
  const timer = new AbortController()
  const signal = call.signal ? AbortSignal.any([timer.signal, call.signal]) : timer.signal
  const impatience = sleep(patience, 'requested' as const, { signal }).catch(() => 'requested' as const)
  const release = await Promise.race([answer, impatience])
  timer.abort()
  if (release === 'requested') guest.releases.forget(id)
  return release
}

function isGone(error: unknown): boolean {
  return VirtError.is(error) && error.cause instanceof QmpRefusal && error.cause.code === 'DeviceNotFound'
}

/** A device is in use while another of the live description needs it: a controller with disks. */
async function checkUnused(
  context: EngineContext,
  domain: ManagedDomain,
  guest: Guest,
  device: Device,
): Promise<void> {
  const surroundings = await commandContext(context, domain, guest.config)
  const { removed } = liveChange(guest.config, unplugged(guest.config, device), surroundings)
  const { alias } = device.value
  if (!removed.some(({ kind, id }) => kind === 'device' && id === alias))
    throw failed('device cannot be detached: device is busy')
}
