import type { DomainConfig } from '@virt/core/config'

/** A live description as one to start from again: without what belongs to this run. */
export function portable(config: DomainConfig): DomainConfig {
  const disks = config.devices?.disks?.map(({ mirror: _mirror, backingStore: _chain, ...disk }) => ({
    ...disk,
    ...(disk.source && { source: { ...disk.source, index: undefined } }),
  }))
  return { ...config, id: undefined, devices: { ...config.devices, ...(disks && { disks }) } }
}
