import type { DomainConfig } from '@virt/core/config'
import type { BuiltCommand } from '../../command-line/build.js'
import type { EngineContext } from '../context.js'
import type { ManagedDomain } from '../domain.js'
import { checkHostdevs } from './check-hostdevs.js'
import { checkScreens } from './check-screens.js'
import { domainDirectory, makeDomainDirectory, removeDomainDirectory } from './domain-directory.js'
import { ownVirtiofs, startVirtiofs, stopVirtiofs } from './filesystems.js'
import { makeTaps, removeTaps } from './taps.js'
import { removeTpmState, startTpm, stopTpm } from './tpm.js'
import { setVirtualFunctions } from './virtual-functions.js'

/** Make on the host what a domain's devices need before QEMU starts. `releaseHostSide` undoes it, however far it got. */
export async function raiseHostSide(
  { layout }: EngineContext,
  domain: ManagedDomain,
  { config, argv }: BuiltCommand,
): Promise<void> {
  const directory = domainDirectory(layout, domain)
  const { interfaces = [], hostdevs = [], tpms = [], filesystems = [] } = config.devices ?? {}
  checkHostdevs(hostdevs, interfaces)
  checkScreens(config.devices ?? {})
  makeDomainDirectory(directory, argv)
  await makeTaps(interfaces, domain.uuid)
  await setVirtualFunctions(interfaces)
  for (const tpm of tpms) if (tpm.backend.type === 'emulator') await startTpm(layout, domain, directory, tpm)
  for (const filesystem of ownVirtiofs(filesystems)) await startVirtiofs(filesystem, directory)
}

/** Undo it, when the guest of that description is gone. */
export async function releaseHostSide(
  { layout }: EngineContext,
  domain: ManagedDomain,
  { devices }: DomainConfig,
): Promise<void> {
  const directory = domainDirectory(layout, domain)
  const { interfaces = [], tpms = [], filesystems = [] } = devices ?? {}
  await removeTaps(interfaces, domain.uuid)
  if (tpms.length > 0) stopTpm(directory)
  for (const filesystem of ownVirtiofs(filesystems)) stopVirtiofs(filesystem, directory)
  if (tpms.length > 0 && !domain.persistent && !tpms.some(({ backend }) => backend.persistentState))
    removeTpmState(layout, domain.uuid)
  removeDomainDirectory(directory)
}
