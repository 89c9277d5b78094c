import { xmlError } from '../codec/errors.js'
import type { DomainConfig } from '../domain/domain.js'
import type { SnapshotDisk } from '../snapshot/snapshot-disk.js'
import type { DomainSnapshotConfig, SnapshotMemory } from '../snapshot/snapshot.js'
import { completed as completedDomain } from './domain.js'
import type { Draft } from './draft.js'

/** libvirt's defaults filled in, libvirt's checks passed (`virDomainSnapshotDefParseString`). The snapshot is changed in place: it was just read. */
export function completed(snapshot: DomainSnapshotConfig): DomainSnapshotConfig {
  const draft: Draft<DomainSnapshotConfig> = snapshot
  if (draft.memory) checkMemory(draft.memory)
  if (draft.disks) draft.disks = draft.disks.map(completedDisk)
  for (const key of ['domain', 'inactiveDomain'] as const) {
    const domain: DomainConfig | undefined = draft[key]
    if (domain) draft[key] = completedDomain(domain)
  }
  return draft
}

function checkMemory({ snapshot, file }: SnapshotMemory): void {
  if (file !== undefined && snapshot !== 'external')
    throw xmlError(`memory filename '${file}' requires external snapshot`)
  if (file === undefined && snapshot === 'external')
    throw xmlError('external memory snapshots require a filename')
  if (file !== undefined && !file.startsWith('/'))
    throw xmlError(`memory snapshot file path (${file}) must be absolute`)
}

/** A new image makes a snapshot external; only external ones have a new image. */
function completedDisk(disk: SnapshotDisk): SnapshotDisk {
  const { name, driver, extra } = disk
  const source = disk.source && Object.keys(disk.source).length > 0 ? disk.source : undefined
  const snapshot = disk.snapshot ?? (source || driver?.type ? 'external' : undefined)
  const path = source?.file ?? source?.dev
  if (path !== undefined && !path.startsWith('/'))
    throw xmlError(`disk snapshot image path '${path}' must be absolute`)
  if (snapshot !== 'external') return defined({ name, snapshot, extra })
  return defined({ name, snapshot, type: disk.type ?? 'file', driver, source, extra })
}

function defined(disk: SnapshotDisk): SnapshotDisk {
  return Object.fromEntries(
    Object.entries(disk).filter(([, value]) => value !== undefined),
  ) as unknown as SnapshotDisk
}
