import type { DomainConfig, MemoryDeviceConfig } from '@virt/core/config'
import { liveChange } from '../command-line/live/change.js'
import { commandContext } from '../engine/command-context.js'
import type { EngineContext } from '../engine/context.js'
import type { ManagedDomain } from '../engine/domain.js'
import type { Guest } from '../engine/guest.js'
import { noteRuntime } from '../engine/runtime.js'
import { deviceByAlias, withoutDevice, type Device } from './device-places.js'
import { removeHostEnd } from './host-end.js'
import { removeParts } from './plug-parts.js'

/** The guest has let go of a device: who waits for that does the rest, or it is done here when the domain's turn comes. */
export function deviceReleased(
  context: EngineContext,
  domain: ManagedDomain,
  guest: Guest,
  alias: string,
): void {
  if (guest.releases.settle(alias, 'released')) return
  domain.jobs
    .run(() => tidyUp(context, domain, guest, alias))
    .catch((error: unknown) =>
      context.warn(`device '${alias}' of '${domain.name}' is gone, and not forgotten: ${String(error)}`),
    )
}

/** Take away what stood behind a device that is gone, and bring the live description up to date. To be called in the domain's turn. */
export async function tidyUp(
  context: EngineContext,
  domain: ManagedDomain,
  guest: Guest,
  alias: string,
): Promise<void> {
  const device = deviceByAlias(guest.config, alias)
  if (!device || domain.guest !== guest) return
  const surroundings = await commandContext(context, domain, guest.config)
  const { removed, config } = liveChange(guest.config, unplugged(guest.config, device), surroundings)
  await removeParts(
    guest,
    removed.filter(({ kind }) => kind !== 'device'),
  )
  await removeHostEnd(domain, device)
  if (device.kind === 'memory') guest.memory -= guest.config.memory - config.memory
  guest.config = config
  noteRuntime(context, domain, guest)
  context.events.emit({ type: 'deviceRemoved', domain: domain.ref, device: alias })
}

/** The description without a device. A memory module takes its memory along. */
export function unplugged(config: DomainConfig, device: Device): DomainConfig {
  const rest = withoutDevice(config, device)
  if (device.kind !== 'memory') return rest
  const { size } = (device.value as MemoryDeviceConfig).target
  return {
    ...rest,
    memory: rest.memory - size,
    currentMemory: rest.currentMemory && rest.currentMemory - size,
  }
}
