import { existsSync } from 'node:fs'
import type { DiskConfig, DomainConfig } from '@virt/core/config'
import { imagePath } from '../command-line/block-nodes.js'
import type { EngineContext } from './context.js'

/**
 * The description without the media, and without the disks, that may be missing and are (`startupPolicy`): `optional` ones whenever
 * the domain comes up, `requisite` ones when it comes up with a memory of elsewhere.
 */
export function withPresentDisks(
  { warn }: Pick<EngineContext, 'warn'>,
  name: string,
  config: DomainConfig,
  arrives: boolean,
): DomainConfig {
  const disks = config.devices?.disks ?? []
  const missing = disks.filter((disk) => mayMiss(disk, arrives) && !existsSync(imagePath(disk) ?? '/'))
  if (missing.length === 0) return config
  for (const disk of missing)
    warn(`domain '${name}' comes up without '${imagePath(disk) ?? ''}' as '${disk.target.dev}'`)
  const left = disks.flatMap((disk) => (missing.includes(disk) ? without(disk) : [disk]))
  return { ...config, devices: { ...config.devices, disks: left } }
}

function mayMiss({ source }: DiskConfig, arrives: boolean): boolean {
  const policy = source?.startupPolicy
  return policy === 'optional' || (policy === 'requisite' && arrives)
}

/** A drive stays, and is empty. */
function without(disk: DiskConfig): readonly DiskConfig[] {
  const isDrive = disk.device === 'cdrom' || disk.device === 'floppy'
  return isDrive ? [{ ...disk, source: undefined, backingStore: undefined }] : []
}
