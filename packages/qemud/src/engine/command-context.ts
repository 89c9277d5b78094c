import type { DomainConfig } from '@virt/core/config'
import type { CommandContext } from '../command-line/build.js'
import type { EngineContext } from './context.js'
import type { ManagedDomain } from './domain.js'
import { findEmulator } from './find-emulator.js'
import { monitorPath } from './runtime.js'

/** What a domain's command line, and what is plugged in later, depends on. */
export async function commandContext(
  { emulators, layout }: EngineContext,
  domain: ManagedDomain,
  config: DomainConfig,
): Promise<CommandContext> {
  const emulator = await findEmulator(emulators, config)
  return {
    emulator,
    kvm: emulator.kvm && emulators.kvmUsable(emulator.arch),
    monitor: monitorPath(layout, domain),
  }
}
