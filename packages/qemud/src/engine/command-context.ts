import type { DomainConfig } from '@virt/core/config'
import type { CommandContext } from '../command-line/build.js'
import { installedFirmware, type Firmware } from '../emulators/firmware.js'
import { hostSystemInfo } from '../host/system-info.js'
import type { EngineContext } from './context.js'
import type { ManagedDomain } from './domain.js'
import { findEmulator } from './find-emulator.js'
import { nvramPath } from './nvram.js'
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
    firmware: await firmwareFor(config),
    nvram: nvramPath(layout, domain.uuid),
    hostSystem: config.os.smbios?.mode === 'host' ? await hostSystemInfo() : undefined,
  }
}

/** Read only for those who want some: descriptors are files. */
async function firmwareFor({ os }: DomainConfig): Promise<readonly Firmware[]> {
  return os.firmware !== undefined || os.loader?.type === 'pflash' ? installedFirmware() : []
}
