import { readFileSync } from 'node:fs'
import type { DomainConfig } from '@virt/core/config'
import { VirtError, type AffectFlags, type Call, type MemoryStats } from '@virt/core/driver'
import type { QmpGuestStats } from '../../qmp/commands.js'
import { redefine, targetOf } from '../affect.js'
import type { EngineContext } from '../context.js'
import type { ManagedDomain } from '../domain.js'
import type { Guest } from '../guest.js'
import { inState } from '../in-state.js'
import type { QmpCallOptions } from '../../qmp/patience.js'

const bytes = 1024
const count = 1
const kibPerPage = 4

/** QEMU's word, ours, and how many of its units are one of ours. */
const figures: readonly (readonly [string, keyof MemoryStats, number])[] = [
  ['stat-swap-in', 'swapIn', bytes],
  ['stat-swap-out', 'swapOut', bytes],
  ['stat-major-faults', 'majorFault', count],
  ['stat-minor-faults', 'minorFault', count],
  ['stat-free-memory', 'unused', bytes],
  ['stat-total-memory', 'available', bytes],
  ['stat-available-memory', 'usable', bytes],
  ['stat-disk-caches', 'diskCaches', bytes],
  ['stat-htlb-pgalloc', 'hugetlbAllocated', count],
  ['stat-htlb-pgfail', 'hugetlbFailed', count],
]

/** What the guest never told is -1, as an unsigned number. */
const neverTold = 2 ** 63

/** The object of the balloon that tells of the guest's memory; `undefined`: there is none. */
export function balloonPath({ devices }: DomainConfig): string | undefined {
  const balloon = devices?.memballoon
  if (!balloon || balloon.model === 'none' || balloon.model === 'xen') return undefined
  return `/machine/peripheral/${balloon.alias ?? 'balloon0'}`
}

/** What the balloon's driver in the guest has told. */
export async function guestStats(guest: Guest, path: string, call: QmpCallOptions): Promise<QmpGuestStats> {
  return (await guest.monitor.execute('qom-get', { path, property: 'guest-stats' }, call)) as QmpGuestStats
}

/** What the guest told, and what its process has in the host's memory. */
export function toldMemory(guest: Guest, told: QmpGuestStats | undefined): Omit<MemoryStats, 'actual'> {
  const found = figures.flatMap(([theirs, ours, unit]) => {
    const value = told?.stats[theirs]
    return value === undefined || value >= neverTold ? [] : [[ours, Math.floor(value / unit)] as const]
  })
  return { ...Object.fromEntries(found), ...(told && { lastUpdate: told['last-update'] }), rss: rssOf(guest) }
}

/** `virDomainMemoryStats`. */
export async function memoryStatsOf(domain: ManagedDomain, call: Call): Promise<MemoryStats> {
  const guest = domain.running()
  const path = balloonPath(guest.config)
  if (path === undefined) return toldMemory(guest, undefined)
  const [{ actual }, told] = await Promise.all([
    guest.monitor.execute('query-balloon', {}, call),
    guestStats(guest, path, call),
  ])
  return { actual: actual / 1024, ...toldMemory(guest, told) }
}

/** How often the guest is to tell, in seconds. */
export function setMemoryStatsPeriod(
  context: EngineContext,
  domain: ManagedDomain,
  period: number,
  flags: AffectFlags,
  call: Call,
): Promise<void> {
  return domain.jobs.run(async () => {
    const { guest, definition } = targetOf(domain, flags)
    const changed = definition && withPeriod(definition, period)
    if (guest) {
      const config = withPeriod(guest.config, period)
      const change = { path: balloonPath(config), property: 'guest-stats-polling-interval', value: period }
      await inState(context, domain, guest, config, () => guest.monitor.execute('qom-set', change, call))
    }
    if (changed) await redefine(context, domain, changed)
  }, call)
}

function withPeriod(config: DomainConfig, period: number): DomainConfig {
  const memballoon = config.devices?.memballoon
  if (!memballoon || balloonPath(config) === undefined)
    throw new VirtError(
      'OPERATION_INVALID',
      'Memory balloon model must be virtio to set the collection period',
      { origin: 'QEMU' },
    )
  const stats = period > 0 ? { period } : undefined
  return { ...config, devices: { ...config.devices, memballoon: { ...memballoon, stats } } }
}

function rssOf({ process }: Guest): number | undefined {
  try {
    const [, resident] = readFileSync(`/proc/${process?.pid ?? 0}/statm`, 'latin1').split(' ')
    return Number(resident) * kibPerPage
  } catch {
    return undefined
  }
}
