import { resolve } from 'node:path'
import { command, type Command } from '../../parser/command.js'
import { exclusive } from '../../parser/exclusive.js'
import { bool, string } from '../../parser/options.js'
import { fileNames } from '../../shell/names.js'
import { chosen } from '../shared/chosen.js'
import { follow } from '../shared/follow.js'
import { domain } from '../shared/lookup.js'
import { Failure } from '../../parser/failure.js'
import { pace, paceOf, path } from './options.js'

export const blockcopy: Command = command({
  name: 'blockcopy',
  summary: 'Start a block copy operation.',
  description: 'Copy a disk backing image chain to dest.',
  options: {
    domain,
    path,
    dest: string('path of the copy to create', { complete: fileNames }),
    ...pace,
    shallow: bool('make the copy share a backing chain'),
    'reuse-external': bool('reuse existing destination'),
    blockdev: bool('copy destination is block device instead of regular file'),
    pivot: bool('implies --wait, pivot when mirroring starts'),
    finish: bool('implies --wait, quit when mirroring starts'),
    format: string('format of the destination file', { named: true }),
  },
  run: async (session, { domain: { it }, path: disk, dest, format, blockdev, ...values }) => {
    const { pivot, finish, shallow } = values
    exclusive({ pivot, finish }, 'pivot', 'finish')
    if (dest === undefined) throw new Failure("command 'blockcopy' requires <dest> option")
    const wait = values.wait || pivot || finish
    const to = {
      path: resolve(session.cwd, dest),
      ...(blockdev ? { type: 'block' as const } : {}),
      ...(format === undefined ? {} : { format }),
    }
    const flags = chosen({ shallow, pivot, finish, reuseExternal: values['reuse-external'] })
    const job = it.disk(disk).copy(to, { ...flags, ...paceOf(values, wait), ...session.call })
    await (wait ? follow(job, 'Block Copy', values.verbose, session) : job)
    session.output.confirm(wait ? ended(pivot, finish) : 'Block Copy started')
  },
})

function ended(pivot: boolean, finish: boolean): string {
  if (pivot) return '\nSuccessfully pivoted'
  return finish ? '\nSuccessfully copied' : '\nNow in mirroring phase'
}
