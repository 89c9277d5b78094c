import { VirtError } from '@virt/core'
import { command, type Command } from '../../parser/command.js'
import { Failure } from '../../parser/failure.js'
import { bool, int } from '../../parser/options.js'
import { domain } from '../shared/lookup.js'
import { format, present } from '../../output/format.js'

export const cpuStats: Command = command({
  name: 'cpu-stats',
  summary: 'show domain cpu statistics',
  description: "Display per-CPU and total statistics about the domain's CPUs.",
  options: {
    domain,
    total: bool('Show total statistics only'),
    start: int('Show statistics from this CPU'),
    count: int('Number of shown CPUs at most'),
    format,
  },
  run: async (session, { domain: { it }, start = 0, count, format: wanted }) => {
    if (start < 0) throw new Failure('Invalid value for start CPU')
    if (count !== undefined && count < 0) throw new Failure('Invalid value for number of CPUs to show')
    const stats = await it.stats({ cpu: true, ...session.call })
    if (!stats?.cpu) {
      const cause = new VirtError('NO_SUPPORT', 'domains.stats')
      throw new Failure('Failed to retrieve CPU statistics for domain', { cause })
    }
    const { time, user, system } = stats.cpu
    const rows = [
      ['cpu_time', time],
      ['user_time', user],
      ['system_time', system],
    ] as const
    const lines = rows.filter(([, value]) => value !== undefined).map(formatTime)
    present(session, wanted, { time, user, system }, () => `Total:\n${lines.join('')}`)
  },
})

const formatTime = ([name, nanoseconds]: readonly [string, number | undefined]): string =>
  `\t${name.padEnd(12)} ${((nanoseconds ?? 0) / 1e9).toFixed(9).padStart(14)} seconds\n`
