import type { DomainSnapshotConfig } from './snapshot.js'

/**
 * The description of a snapshot that is about to be made at a time (seconds since 1970): what only an existing one can
 * have (state, parent, the domain, ...) is the driver's to say, and its name is the time where the user gave none.
 */
export function newDomainSnapshot(config: DomainSnapshotConfig, creationTime: number): DomainSnapshotConfig {
  const { name = String(creationTime), description, memory, disks, extra } = config
  return dropAbsent({ name, description, creationTime, memory, disks, extra })
}

function dropAbsent(config: DomainSnapshotConfig): DomainSnapshotConfig {
  return Object.fromEntries(Object.entries(config).filter(([, value]) => value !== undefined))
}
