import type { DomainSnapshotConfig } from '../config.js'
import type { DomainRef } from '../contract/refs.js'
import type { SnapshotCreateFlags, SnapshotFilter } from '../contract/snapshots.js'
import type { CallOptions } from './call-options.js'
import type { Gate, Unchecked } from './gate.js'
import { Job, type JobWork } from './job.js'
import { fits, ListedSnapshot } from './snapshot.js'
import { split } from './split.js'

export async function listSnapshots(
  gate: Gate,
  domain: DomainRef,
  filter: SnapshotFilter & CallOptions,
): Promise<ListedSnapshot[]> {
  const { call, flags } = split(filter)
  const records = await gate.run('snapshots.list', [domain, flags], call)
  return records.filter((each) => fits(each, filter)).map((each) => new ListedSnapshot(gate, domain, each))
}

export async function currentSnapshot(
  gate: Gate,
  domain: DomainRef,
  options?: CallOptions,
): Promise<ListedSnapshot> {
  return new ListedSnapshot(gate, domain, await gate.run('snapshots.current', [domain], options))
}

export function createSnapshot(
  gate: Gate,
  domain: DomainRef,
  description: string | DomainSnapshotConfig,
  options: SnapshotCreateFlags & CallOptions,
): Job<ListedSnapshot> {
  const { call, flags } = split(options)
  const values: Unchecked<'snapshots.create'> = [domain, description, flags]
  const work: JobWork<ListedSnapshot> = async (each, progress) =>
    new ListedSnapshot(gate, domain, await gate.run('snapshots.create', values, each, progress))
  return new Job(work, call)
}
