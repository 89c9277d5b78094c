import type { BlockInfo, BlockStats, InterfaceStats, MemoryStats } from '@virt/core'
import { format, present } from '../../output/format.js'
import { formatRecord } from '../../output/record.js'
import { tableOf } from '../../output/table.js'
import { command, type Command } from '../../parser/command.js'
import { exclusive } from '../../parser/exclusive.js'
import { attempt, Failure } from '../../parser/failure.js'
import { bool, data, string, unsigned } from '../../parser/options.js'
import { affected, affecting } from '../shared/affect.js'
import { domain } from '../shared/lookup.js'

/** virsh's word, ours, and what it means to people. */
type Words<T> = readonly (readonly [string, keyof T, string])[]

const blockWords: Words<BlockStats> = [
  ['rd_req', 'readRequests', 'number of read operations:'],
  ['rd_bytes', 'readBytes', 'number of bytes read:'],
  ['wr_req', 'writeRequests', 'number of write operations:'],
  ['wr_bytes', 'writeBytes', 'number of bytes written:'],
  ['errs', 'errors', 'error count:'],
  ['flush_operations', 'flushRequests', 'number of flush operations:'],
  ['rd_total_times', 'readTime', 'total duration of reads (ns):'],
  ['wr_total_times', 'writeTime', 'total duration of writes (ns):'],
  ['flush_total_times', 'flushTime', 'total duration of flushes (ns):'],
]

export const domblkstat: Command = command({
  name: 'domblkstat',
  summary: 'get device block stats for a domain',
  description:
    'Get device block stats for a running domain. See man page or use --human for explanation of fields',
  options: {
    domain,
    device: string('block device', { emptyAllowed: true }),
    human: bool('print a more human readable output'),
    format,
  },
  run: async (session, { domain: { it, given }, device = '', human, format: wanted }) => {
    const stats = await attempt(
      `Failed to get block stats for domain '${given}' device '${device}'`,
      it.blockStats(device === '' ? undefined : device, session.call),
    )
    present(session, wanted, stats, () => {
      const lines = linesOf(blockWords, stats)
      if (!human) return lines.map(([word, value]) => `${device} ${word} ${value}\n`).join('')
      const shown = lines.map(([, value, meaning]) => ` ${meaning.padEnd(31)} ${value}\n`)
      return `Device: ${device}\n${shown.join('')}`
    })
  },
})

const interfaceWords: Words<InterfaceStats> = [
  ['rx_bytes', 'receivedBytes', ''],
  ['rx_packets', 'receivedPackets', ''],
  ['rx_errs', 'receivedErrors', ''],
  ['rx_drop', 'receivedDropped', ''],
  ['tx_bytes', 'sentBytes', ''],
  ['tx_packets', 'sentPackets', ''],
  ['tx_errs', 'sentErrors', ''],
  ['tx_drop', 'sentDropped', ''],
]

export const domifstat: Command = command({
  name: 'domifstat',
  summary: 'get network interface stats for a domain',
  description: 'Get network interface stats for a running domain.',
  options: { domain, interface: data('interface device specified by name or MAC Address'), format },
  run: async (session, { domain: { it, given }, interface: device, format: wanted }) => {
    const stats = await attempt(
      `Failed to get interface stats ${given} ${device}`,
      it.interfaceStats(device, session.call),
    )
    present(session, wanted, stats, () =>
      linesOf(interfaceWords, stats)
        .map(([word, value]) => `${device} ${word} ${value}\n`)
        .join(''),
    )
  },
})

const memoryWords: Words<MemoryStats> = [
  ['actual', 'actual', ''],
  ['swap_in', 'swapIn', ''],
  ['swap_out', 'swapOut', ''],
  ['major_fault', 'majorFault', ''],
  ['minor_fault', 'minorFault', ''],
  ['unused', 'unused', ''],
  ['available', 'available', ''],
  ['usable', 'usable', ''],
  ['last_update', 'lastUpdate', ''],
  ['disk_caches', 'diskCaches', ''],
  ['hugetlb_pgalloc', 'hugetlbAllocated', ''],
  ['hugetlb_pgfail', 'hugetlbFailed', ''],
  ['rss', 'rss', ''],
]

export const dommemstat: Command = command({
  name: 'dommemstat',
  summary: 'get memory statistics for a domain',
  description: 'Get memory statistics for a running domain.',
  options: { domain, period: unsigned('period in seconds to set collection'), ...affecting, format },
  run: async (session, { domain: { it, given }, period, format: wanted, ...affect }) => {
    const flags = { ...affected(affect), ...session.call }
    if (period !== undefined)
      return attempt('Unable to change balloon collection period.', it.setMemoryStatsPeriod(period, flags))
    const stats = await attempt(
      `Failed to get memory statistics for domain ${given}`,
      it.memoryStats(session.call),
    )
    present(session, wanted, stats, () =>
      linesOf(memoryWords, stats)
        .map(([word, value]) => `${word} ${value}\n`)
        .join(''),
    )
  },
})

function linesOf<T extends { readonly [K in keyof T]?: number }>(
  words: Words<T>,
  stats: T,
): [string, number, string][] {
  return words.flatMap(([word, key, meaning]) => {
    const value: number | undefined = stats[key]
    return value === undefined ? [] : [[word, value, meaning]]
  })
}

export const domblkinfo: Command = command({
  name: 'domblkinfo',
  summary: 'domain block device size information',
  description: 'Get block device size info for a domain.',
  options: {
    domain,
    device: string('block device'),
    human: bool('Human readable output'),
    all: bool('display all block devices info'),
    format,
  },
  run: async (session, { domain: { it }, device, human, all, format: wanted }) => {
    exclusive({ all, device: device !== undefined }, 'all', 'device')
    const size = (bytes: number): string => (human ? pretty(bytes) : `${bytes}`)
    if (!all) {
      if (device === undefined) throw new Failure("command 'domblkinfo' requires --device or --all")
      const info = await it.blockInfo(device, session.call)
      return present(session, wanted, info, () => formatRecord(recordOf(info, size)))
    }
    const { devices } = await it.config(session.call)
    const names = (devices?.disks ?? []).map(({ target }) => target.dev)
    const infos = await Promise.all(
      names.map(async (target) => ({ target, ...(await it.blockInfo(target, session.call)) })),
    )
    present(session, wanted, infos, () =>
      tableOf(
        ['Target', 'Capacity', 'Allocation', 'Physical'],
        infos.map((each) => [each.target, size(each.capacity), size(each.allocation), size(each.physical)]),
      ),
    )
  },
})

const recordOf = (
  { capacity, allocation, physical }: BlockInfo,
  size: (bytes: number) => string,
): [string, string][] => [
  ['Capacity', size(capacity)],
  ['Allocation', size(allocation)],
  ['Physical', size(physical)],
]

const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'] as const

function pretty(bytes: number): string {
  const power = bytes < 1024 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10))
  return `${(bytes / 1024 ** power).toFixed(3)} ${units[power] ?? ''}`
}

export const domblkerror: Command = command({
  name: 'domblkerror',
  summary: 'Show errors on block devices',
  description: 'Show block device errors',
  options: { domain, format },
  run: async (session, { domain: { it }, format: wanted }) => {
    const errors = await it.blockErrors(session.call)
    if (errors.length === 0 && wanted === 'table') return session.output.confirm('No errors found')
    const words = { unspecified: 'unspecified error', noSpace: 'no space' } as const
    present(session, wanted, errors, () =>
      errors.map(({ disk, error }) => `${disk}: ${words[error]}\n`).join(''),
    )
  },
})
