import type { KnownSnapshot } from '@virt/core/driver'
import type { SnapshotTarget } from './align.js'

/** The disks that a snapshot has something of, as they were then. */
export function targetsOf(
  { disks = [], domain }: KnownSnapshot,
  kind: 'internal' | 'external',
): readonly SnapshotTarget[] {
  return disks.flatMap((told) => {
    const disk = domain?.devices?.disks?.find(({ target }) => target.dev === told.name)
    return disk && told.snapshot === kind ? [{ disk, told: { ...told, snapshot: kind } }] : []
  })
}
