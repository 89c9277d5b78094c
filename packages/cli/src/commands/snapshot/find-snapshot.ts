import type { Domain, Snapshot } from '@virt/core'
import type { Option } from '../../parser/command.js'
import { Failure } from '../../parser/failure.js'
import { bool, string } from '../../parser/options.js'
import { exclusive } from '../../parser/exclusive.js'
import type { Session } from '../../session.js'

/** `[snapshotname] [--current]`: one of the two says which snapshot is meant. */
export const which: {
  readonly snapshotname: Option<string | undefined>
  readonly current: Option<boolean>
} = {
  snapshotname: string('snapshot name'),
  current: bool('use current snapshot'),
}

interface Which {
  readonly snapshotname?: string
  readonly current: boolean
}

export async function findSnapshot(
  { call }: Session,
  domain: Domain,
  { snapshotname, current }: Which,
): Promise<Snapshot> {
  exclusive({ current, snapshotname }, 'current', 'snapshotname')
  if (current) return domain.currentSnapshot(call)
  if (snapshotname === undefined) throw new Failure('--snapshotname or --current is required')
  return domain.snapshot(snapshotname)
}
