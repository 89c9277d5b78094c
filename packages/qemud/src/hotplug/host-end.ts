import type { DomainConfig, HostdevConfig, InterfaceConfig } from '@virt/core/config'
import type { EngineContext } from '../engine/context.js'
import type { ManagedDomain } from '../engine/domain.js'
import type { Guest } from '../engine/guest.js'
import { checkHostdevs } from '../engine/host-side/check-hostdevs.js'
import { resolveInterface } from '../engine/host-side/resolve.js'
import { makeTaps, removeTaps } from '../engine/host-side/taps.js'
import type { Device } from './device-places.js'

/** A device that is about to come, with what the host decides about it. */
export function resolveDevice(context: EngineContext, device: Device): Device {
  const { kind, value } = device
  if (kind === 'hostdev') checkHostdevs([value as HostdevConfig])
  return kind === 'interface' ? { kind, value: resolveInterface(context, value as InterfaceConfig) } : device
}

/**
 * Make the taps of the cards that come with a domain's new description for as long as `plug` does not fail. A guest that ends meanwhile
 * is not forgotten before that is over.
 */
export async function withHostEnds(
  domain: ManagedDomain,
  guest: Guest,
  before: DomainConfig,
  after: DomainConfig,
  plug: () => Promise<void>,
): Promise<void> {
  guest.hostWork = between(domain, newInterfaces(before, after), plug)
  await guest.hostWork
}

async function between(
  { uuid }: ManagedDomain,
  come: readonly InterfaceConfig[],
  plug: () => Promise<void>,
): Promise<void> {
  try {
    await makeTaps(come, uuid)
    await plug()
  } catch (error) {
    await removeTaps(come, uuid)
    throw error
  }
}

/** Remove what a device that is gone had on the host. */
export async function removeHostEnd({ uuid }: ManagedDomain, { kind, value }: Device): Promise<void> {
  if (kind === 'interface') await removeTaps([value as InterfaceConfig], uuid)
}

function newInterfaces(before: DomainConfig, after: DomainConfig): readonly InterfaceConfig[] {
  const had = new Set(before.devices?.interfaces?.map(({ alias }) => alias))
  return (after.devices?.interfaces ?? []).filter(({ alias }) => !had.has(alias))
}
