import { setTimeout as sleep } from 'node:timers/promises'
import type { NodeCpuStats } from '@virt/core'
import { format, present } from '../../output/format.js'
import { formatRecord } from '../../output/record.js'
import { command, type Command } from '../../parser/command.js'
import { attempt } from '../../parser/failure.js'
import { bool, unsigned } from '../../parser/options.js'
import { formatCpuSet, upTo } from '../shared/cpu-set.js'

export const nodecpumap: Command = command({
  name: 'nodecpumap',
  summary: 'node cpu map',
  description:
    "Displays the node's total number of CPUs, the number of online CPUs and the list of online CPUs.",
  options: { pretty: bool('return human readable output'), format },
  run: async (session, { pretty, format: wanted }) => {
    const connection = await session.connection()
    const map = await attempt('Unable to get cpu map', connection.cpuMap(session.call))
    present(session, wanted, map, () => {
      const marks = upTo(map.present).map((cpu) => (map.online.includes(cpu) ? 'y' : '-'))
      return formatRecord([
        ['CPUs present', map.present],
        ['CPUs online', map.online.length],
        ['CPU map', pretty ? formatCpuSet(map.online) : marks.join('')],
      ])
    })
  },
})

const words: readonly (readonly [keyof NodeCpuStats, string])[] = [
  ['user', 'user'],
  ['system', 'system'],
  ['idle', 'idle'],
  ['ioWait', 'iowait'],
]

export const nodecpustats: Command = command({
  name: 'nodecpustats',
  summary: 'Prints cpu stats of the node.',
  description: 'Returns cpu stats of the node, in nanoseconds.',
  options: {
    cpu: unsigned('prints specified cpu statistics only.'),
    percent: bool('prints by percentage during 1 second.'),
    format,
  },
  run: async (session, { cpu, percent, format: wanted }) => {
    const connection = await session.connection()
    const ask = (): Promise<NodeCpuStats> =>
      attempt('Unable to get node cpu stats', connection.cpuStats(cpu, session.call))
    const stats = await ask()
    if (!percent) return present(session, wanted, stats, () => rows(stats, (time) => `${time}`.padStart(20)))
    await sleep(1000, undefined, { signal: session.signal })
    const shares = sharesOf(stats, await ask())
    present(session, wanted, shares, () => rows(shares, (share) => `${share.toFixed(1).padStart(5)}%`))
  },
})

interface Shares extends NodeCpuStats {
  /** What was not idle. */
  readonly usage: number
}

/** Percent of the time between two answers. */
function sharesOf(before: NodeCpuStats, after: NodeCpuStats): Shares {
  const spent = words.map(([key]) => [key, (after[key] ?? 0) - (before[key] ?? 0)] as const)
  const total = spent.reduce((sum, [, time]) => sum + time, 0)
  const share = (time: number): number => (total > 0 ? (time / total) * 100 : 0)
  const shares: NodeCpuStats = Object.fromEntries(spent.map(([key, time]) => [key, share(time)]))
  return { usage: (shares.user ?? 0) + (shares.system ?? 0), ...shares }
}

function rows(stats: NodeCpuStats & { readonly usage?: number }, shown: (value: number) => string): string {
  const all = [['usage', 'usage'] as const, ...words]
  return all
    .map(([key, word]) => [word, stats[key]] as const)
    .flatMap(([word, value]) => (value === undefined ? [] : `${`${word}:`.padEnd(15)} ${shown(value)}\n`))
    .join('')
}
