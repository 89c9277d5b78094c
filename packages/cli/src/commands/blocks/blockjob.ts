import type { BlockJobInfo } from '@virt/core'
import { command, type Command } from '../../parser/command.js'
import { exclusive } from '../../parser/exclusive.js'
import { bool, unsigned } from '../../parser/options.js'
import { chosen } from '../shared/chosen.js'
import { domain } from '../shared/lookup.js'
import { bytesPerSecond, path } from './options.js'

const types: Readonly<Record<BlockJobInfo['type'], string>> = {
  pull: 'Block Pull',
  copy: 'Block Copy',
  commit: 'Block Commit',
  activeCommit: 'Active Block Commit',
}

export const blockjob: Command = command({
  name: 'blockjob',
  summary: 'Manage active block operations',
  description: 'Query, adjust speed, or cancel active block operations.',
  options: {
    domain,
    path,
    abort: bool('abort the active job on the specified disk'),
    async: bool('implies --abort; request but do not wait for job end'),
    pivot: bool('implies --abort; conclude and pivot a copy or commit job'),
    info: bool('get active job information for the specified disk'),
    raw: bool('implies --info; output details rather than human summary'),
    bytes: bool('get/set bandwidth in bytes rather than MiB/s'),
    bandwidth: unsigned('set the bandwidth limit in MiB/s'),
  },
  run: async (session, { domain: { it }, path: disk, ...values }) => {
    const { abort, async, pivot, raw, info, bytes, bandwidth } = values
    const ends = abort || async || pivot
    exclusive({ abort: ends, info: raw || info, bandwidth }, 'abort', 'info', 'bandwidth')
    const target = it.disk(disk)
    if (ends) return target.abortJob({ ...chosen({ async, pivot }), ...session.call })
    if (bandwidth !== undefined) return target.setJobSpeed(bytesPerSecond(bandwidth, bytes), session.call)
    const found = await target.jobInfo(session.call)
    if (raw) session.output.print(found ? details(found) : '')
    else if (found) session.output.line(summary(found))
    else session.output.print(`No current block job for ${disk}`)
  },
})

function details({ type, bandwidth, current, end }: BlockJobInfo): string {
  return ` type=${types[type]}\n bandwidth=${bandwidth}\n cur=${current}\n end=${end}\n`
}

function summary({ type, bandwidth, current, end, ready }: BlockJobInfo): string {
  const done = ready || end === 0 ? 100 : Math.min(99, Math.floor((current * 100) / end))
  const limit = `    Bandwidth limit: ${bandwidth} bytes/s (${(bandwidth / 1024 / 1024).toFixed(3)} MiB/s)`
  return `${types[type]}: [${String(done).padStart(3)} %]${bandwidth > 0 ? limit : ''}`
}
