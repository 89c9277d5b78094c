import { command, type Command } from '../../parser/command.js'
import { exclusive } from '../../parser/exclusive.js'
import { bool, string } from '../../parser/options.js'
import { chosen } from '../shared/chosen.js'
import { follow } from '../shared/follow.js'
import { domain } from '../shared/lookup.js'
import { pace, paceOf, path, waits } from './options.js'

export const blockcommit: Command = command({
  name: 'blockcommit',
  summary: 'Start a block commit operation.',
  description: 'Commit changes from a snapshot down to its backing image.',
  options: {
    domain,
    path,
    ...pace,
    base: string('path of base file to commit into (default bottom of chain)', { named: true }),
    shallow: bool('use backing file of top as base'),
    top: string('path of top file to commit from (default top of chain)', { named: true }),
    active: bool('trigger two-stage active commit of top file'),
    delete: bool('delete files that were successfully committed'),
    pivot: bool('implies --active --wait, pivot when commit is synced'),
    'keep-overlay': bool('implies --active --wait, quit when commit is synced'),
  },
  run: async (session, { domain: { it }, path: disk, base, top, ...values }) => {
    const { pivot, shallow, 'keep-overlay': keep } = values
    exclusive({ pivot, 'keep-overlay': keep }, 'pivot', 'keep-overlay')
    exclusive({ base: base !== undefined, shallow }, 'base', 'shallow')
    const active = values.active || pivot || keep
    const wait = waits(values) || pivot || keep
    const flags = { ...chosen({ shallow, active, pivot, delete: values.delete }), ...paceOf(values, wait) }
    const images = { ...(base !== undefined && { base }), ...(top !== undefined && { top }) }
    const target = it.disk(disk)
    const label = active ? 'Active Block Commit' : 'Block Commit'
    const job = target.commit({ ...images, ...flags, ...session.call })
    await (wait ? follow(job, label, values.verbose, session) : job)
    if (keep) await target.abortJob(session.call)
    session.output.confirm(wait ? ended(active, pivot, keep) : `${label} started`)
  },
})

function ended(active: boolean, pivot: boolean, keep: boolean): string {
  if (pivot) return '\nSuccessfully pivoted'
  if (keep) return '\nCommit complete, overlay image kept'
  return active ? '\nNow in synchronized phase' : '\nCommit complete'
}
