import type { DiskConfig, InterfaceConfig } from '@virt/core/config'
import type { Domain, DomainConfig } from '@virt/core'
import { Failure } from '../../parser/failure.js'
import type { Session } from '../../session.js'

/** The description to look a device up in: the one that will change. */
export function changedConfig(
  session: Session,
  it: Domain,
  { config }: { readonly config: boolean },
): Promise<DomainConfig> {
  return it.config({ ...(config && { inactive: true }), ...session.call })
}

export function findDisk(disks: readonly DiskConfig[], path: string): DiskConfig {
  const found = disks.find(({ target, source }) =>
    [target.dev, source?.file, source?.dev, source?.dir, source?.name].includes(path),
  )
  if (!found) throw new Failure(`No disk found whose source path or target is ${path}`)
  return found
}

/** Interfaces with that host device or MAC address. */
export function interfacesNamed({ devices }: DomainConfig, name: string): readonly InterfaceConfig[] {
  return (devices?.interfaces ?? []).filter(
    ({ target, mac }) => target?.dev === name || mac?.address.toLowerCase() === name.toLowerCase(),
  )
}
