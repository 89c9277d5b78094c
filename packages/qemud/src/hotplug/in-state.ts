import type { DomainConfig } from '@virt/core/config'
import type { EngineContext } from '../engine/context.js'
import type { ManagedDomain } from '../engine/domain.js'
import type { Guest } from '../engine/guest.js'
import { saveRuntime } from '../engine/runtime.js'

/**
 * Do something to QEMU with the description that will hold afterwards already written down: an engine that is killed
 * meanwhile leaves a description that says at least what is there, and the next one compares it with QEMU.
 */
export async function inState(
  context: EngineContext,
  domain: ManagedDomain,
  guest: Guest,
  config: DomainConfig,
  work: () => Promise<void>,
): Promise<void> {
  const before = guest.config
  try {
    guest.config = config
    saveRuntime(context, domain, guest)
    await work()
  } catch (error) {
    guest.config = before
    saveRuntime(context, domain, guest)
    throw error
  }
}
