import type { DomainConfig } from '@virt/core/config'
import type { EngineContext } from './context.js'
import type { ManagedDomain } from './domain.js'
import type { Guest } from './guest.js'
import { noteRuntime, saveRuntime } from './runtime.js'

/** Change the live description, and write that down. Throws, and changes nothing, when it cannot be written. */
export function describeAnew(
  context: EngineContext,
  domain: ManagedDomain,
  guest: Guest,
  config: DomainConfig,
): void {
  const before = guest.config
  guest.config = config
  try {
    saveRuntime(context, domain, guest)
  } catch (error) {
    guest.config = before
    throw error
  }
}

/**
 * Do something to QEMU with the description that will hold afterwards already written down: an engine that is killed
 * meanwhile leaves a description that says at least what is there, and the next one compares it with QEMU. Where it cannot be
 * written down (a full disk), QEMU is not asked.
 */
export async function inState(
  context: EngineContext,
  domain: ManagedDomain,
  guest: Guest,
  config: DomainConfig,
  work: () => Promise<unknown>,
): Promise<void> {
  const before = guest.config
  describeAnew(context, domain, guest, config)
  try {
    await work()
  } catch (error) {
    guest.config = before
    noteRuntime(context, domain, guest)
    throw error
  }
}
