import type { DomainConfig } from '@virt/core/config'
import { VirtError, type AffectFlags } from '@virt/core/driver'
import { persistentConfig } from '../command-line/persistent-config.js'
import type { EngineContext } from './context.js'
import type { ManagedDomain } from './domain.js'
import type { Guest } from './guest.js'

/** What a change applies to: the guest, the definition, or both. */
export interface Target {
  readonly guest?: Guest
  readonly definition?: DomainConfig
}

/** Work out libvirt's live, config and current. */
export function targetOf(domain: ManagedDomain, { live, config }: AffectFlags): Target {
  const current = !live && !config
  if (current) return domain.guest ? { guest: domain.guest } : { definition: domain.config }
  if (config && !domain.definition)
    throw new VirtError('OPERATION_INVALID', 'transient domains do not have any persistent config', {
      origin: 'QEMU',
    })
  return {
    guest: live ? domain.running() : undefined,
    definition: config ? domain.definition : undefined,
  }
}

/** Store a changed definition. */
export async function redefine(
  context: EngineContext,
  domain: ManagedDomain,
  definition: DomainConfig,
): Promise<void> {
  const kept = persistentConfig(definition)
  await context.definitions.save(kept)
  domain.definition = kept
}
