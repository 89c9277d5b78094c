import type { Call, FsInfo } from '@virt/core/driver'
import type { ManagedDomain } from '../domain.js'
import { rowsOf, textOf } from './agent-shapes.js'
import { fromAgent } from './ask-agent.js'
import { fsDisksOf } from './disks-of-guest.js'

/** What is mounted in the guest. */
export async function fsInfo(domain: ManagedDomain, call: Call): Promise<FsInfo[]> {
  const answer = await fromAgent(domain, 'guest-get-fsinfo', undefined, call)
  return rowsOf(answer).map((row) => ({
    mountPoint: textOf(row['mountpoint']) ?? '',
    name: textOf(row['name']) ?? '',
    type: textOf(row['type']) ?? '',
    disks: fsDisksOf(row['disk'], domain.config).flatMap(({ alias }) => alias ?? []),
  }))
}
