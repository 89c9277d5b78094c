import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { DomainConfig, HostdevConfig } from '@virt/core/config'
import type { CommandContext } from '../command-line/build.js'
import { scsiAddress } from '../command-line/devices/scsi-hostdev.js'
import { installedFirmware, type Firmware } from '../emulators/firmware.js'
import { numaNodes } from '../host/numa-nodes.js'
import { hostSystemInfo } from '../host/system-info.js'
import type { EngineContext } from './context.js'
import type { ManagedDomain } from './domain.js'
import { findEmulator } from './find-emulator.js'
import { scsiNodes } from './host-side/check-hostdevs.js'
import { domainDirectory } from './host-side/domain-directory.js'
import { nvramPath } from './nvram.js'
import { monitorPath } from './runtime.js'

/** What a domain's command line, and what is plugged in later, depends on. */
export async function commandContext(
  { emulators, layout }: EngineContext,
  domain: ManagedDomain,
  config: DomainConfig,
): Promise<CommandContext> {
  const emulator = await findEmulator(emulators, config)
  const scsi = (config.devices?.hostdevs ?? []).filter(isLocalScsi)
  return {
    directory: domainDirectory(layout, domain),
    scsiNodes: scsiNodes(scsi.map(({ source }) => scsiAddress(source))),
    vhostNet: existsSync('/dev/vhost-net'),
    numaNodes: config.numatune ? numaNodes() : undefined,
    emulator,
    kvm: emulator.kvm && emulators.kvmUsable(emulator.arch),
    monitor: monitorPath(layout, domain),
    firmware: await firmwareFor(config),
    nvram: nvramPath(layout, domain.uuid),
    hostSystem: config.os.smbios?.mode === 'host' ? await hostSystemInfo() : undefined,
    secrets: join(layout.config, 'secrets'),
  }
}

/** Read only for those who want some: descriptors are files. */
async function firmwareFor({ os }: DomainConfig): Promise<readonly Firmware[]> {
  return os.firmware !== undefined || os.loader?.type === 'pflash' ? installedFirmware() : []
}

function isLocalScsi({ type, source }: HostdevConfig): boolean {
  return type === 'scsi' && source.protocol === undefined
}
