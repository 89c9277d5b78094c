import type { DomainConfig } from '@virt/core/config'
import { liveParts } from '../command-line/live/change.js'
import { commandContext } from '../engine/command-context.js'
import type { EngineContext } from '../engine/context.js'
import type { ManagedDomain } from '../engine/domain.js'
import type { Guest } from '../engine/guest.js'
import { deviceByAlias } from './device-places.js'
import { tidyUp } from './device-released.js'

/**
 * What a description says that an earlier engine has left, and QEMU does not have, was being plugged in, or released, when
 * that engine ended: forget it, and what stands behind it.
 */
export async function reconcileDevices(
  context: EngineContext,
  domain: ManagedDomain,
  guest: Guest,
): Promise<void> {
  const present = new Set(await peripherals(guest))
  for (const alias of await expected(context, domain, guest.config))
    if (!present.has(alias) && deviceByAlias(guest.config, alias)) await tidyUp(context, domain, guest, alias)
}

async function peripherals({ monitor }: Guest): Promise<readonly string[]> {
  const rows = await monitor.execute('qom-list', { path: '/machine/peripheral' })
  return (rows as readonly { readonly name: string }[]).map(({ name }) => name)
}

async function expected(
  context: EngineContext,
  domain: ManagedDomain,
  config: DomainConfig,
): Promise<readonly string[]> {
  const parts = liveParts(config, await commandContext(context, domain, config))
  return parts.filter(({ kind }) => kind === 'device').map(({ id }) => id)
}
