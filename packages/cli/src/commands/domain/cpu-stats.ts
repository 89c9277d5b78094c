import type { CpuStats } from '@virt/core'
import { format, present } from '../../output/format.js'
import { command, type Command } from '../../parser/command.js'
import { attempt, Failure } from '../../parser/failure.js'
import { bool, int } from '../../parser/options.js'
import { domain } from '../shared/lookup.js'

export const cpuStats: Command = command({
  name: 'cpu-stats',
  summary: 'show domain cpu statistics',
  description: "Display per-CPU and total statistics about the domain's CPUs",
  options: {
    domain,
    total: bool('Show total statistics only'),
    start: int('Show statistics from this CPU'),
    count: int('Number of shown CPUs at most'),
    format,
  },
  run: async (session, { domain: { it, given }, total, start, count, format: wanted }) => {
    if (start !== undefined && start < 0) throw new Failure('Invalid value for start CPU')
    if (count !== undefined && count < 0) throw new Failure('Invalid value for number of CPUs to show')
    const stats = await attempt(
      `Failed to retrieve CPU statistics for domain '${given}'`,
      it.cpuStats(session.call),
    )
    const ranged = start !== undefined || count !== undefined
    present(session, wanted, stats, () =>
      [
        total && !ranged ? '' : formatCpus(stats, start, count),
        ranged && !total ? '' : formatTotal(stats),
      ].join(''),
    )
  },
})

function formatCpus({ cpus = [] }: CpuStats, start = 0, count = Infinity): string {
  if (cpus.length === 0) return 'No per-CPU stats available\n'
  if (start >= cpus.length)
    throw new Failure(`Start CPU ${start} is out of range (min: 0, max: ${cpus.length - 1})`)
  const head =
    Number.isFinite(count) && count > cpus.length ? `Only ${cpus.length} CPUs available to show\n` : ''
  const shown = cpus.slice(start, start + count)
  const lines = shown.map(
    ({ time, vcpuTime }, index) =>
      `CPU${start + index}:\n${times([
        ['cpu_time', time],
        ['vcpu_time', vcpuTime],
      ])}`,
  )
  return [head, ...lines].join('')
}

const formatTotal = ({ time, user, system }: CpuStats): string =>
  `Total:\n${times([
    ['cpu_time', time],
    ['user_time', user],
    ['system_time', system],
  ])}`

const times = (rows: readonly (readonly [string, number | undefined])[]): string =>
  rows.map(([name, value]) => (value === undefined ? '' : formatTime(name, value))).join('')

const formatTime = (name: string, nanoseconds: number): string =>
  `\t${name.padEnd(12)} ${(nanoseconds / 1e9).toFixed(9).padStart(19)} seconds\n`
