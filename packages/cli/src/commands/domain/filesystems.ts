import { format, present } from '../../output/format.js'
import { tableOf } from '../../output/table.js'
import { command, type Command } from '../../parser/command.js'
import { attempt, Failure } from '../../parser/failure.js'
import { argv, string, unsigned } from '../../parser/options.js'
import { domain } from '../shared/lookup.js'

export const domfsinfo: Command = command({
  name: 'domfsinfo',
  summary: "Get information of domain's mounted filesystems.",
  options: { domain, format },
  run: async (session, { domain: { it }, format: wanted }) => {
    const all = await attempt('Unable to get filesystem information', it.fsInfo(session.call))
    if (all.length === 0 && wanted === 'table')
      return session.output.confirm('No filesystems are mounted in the domain')
    present(session, wanted, all, () =>
      tableOf(
        ['Mountpoint', 'Name', 'Type', 'Target'],
        all.map(({ mountPoint, name, type, disks }) => [mountPoint, name, type, disks.join(',')]),
      ),
    )
  },
})

export const domfsfreeze: Command = command({
  name: 'domfsfreeze',
  summary: "Freeze domain's mounted filesystems.",
  options: { domain, mountpoint: argv('mountpoint path to be frozen') },
  run: async (session, { domain: { it }, mountpoint }) => {
    const work = it.fsFreeze(mountpoint.length > 0 ? mountpoint : undefined, session.call)
    session.output.confirm(`Froze ${await attempt('Unable to freeze filesystems', work)} filesystem(s)`)
  },
})

export const domfsthaw: Command = command({
  name: 'domfsthaw',
  summary: "Thaw domain's mounted filesystems.",
  options: { domain, mountpoint: argv('mountpoint path to be thawed') },
  run: async (session, { domain: { it }, mountpoint }) => {
    if (mountpoint.length > 0)
      throw new Failure('Unable to thaw filesystems: specifying mountpoints is not supported')
    const thawed = await attempt('Unable to thaw filesystems', it.fsThaw(session.call))
    session.output.confirm(`Thawed ${thawed} filesystem(s)`)
  },
})

export const domfstrim: Command = command({
  name: 'domfstrim',
  summary: "Invoke fstrim on domain's mounted filesystems.",
  options: {
    domain,
    minimum: unsigned('Just a hint to ignore contiguous free ranges smaller than this (Bytes)'),
    mountpoint: string('which mount point to trim'),
  },
  run: async (session, { domain: { it }, minimum, mountpoint }) => {
    const flags = { ...(minimum && { minimum }), ...(mountpoint !== undefined && { mountPoint: mountpoint }) }
    await attempt('Unable to invoke fstrim', it.fsTrim({ ...flags, ...session.call }))
  },
})
