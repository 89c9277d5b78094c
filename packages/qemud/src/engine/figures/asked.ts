import type { StatsGroups } from '@virt/core/driver'
import type {
  QmpBlockDevice,
  QmpBlockStats,
  QmpCpu,
  QmpDirtyRate,
  QmpGuestStats,
  QmpIoThread,
} from '../../qmp/commands.js'
import type { QmpCallOptions } from '../../qmp/patience.js'
import type { Guest } from '../guest.js'
import { balloonPath, guestStats } from './memory-stats.js'

/** What QEMU said of a guest; absent: it was not asked, or could not say. */
export interface Asked {
  readonly cpus?: readonly QmpCpu[]
  readonly blockStats?: readonly QmpBlockStats[]
  readonly blocks?: readonly QmpBlockDevice[]
  readonly balloon?: QmpGuestStats
  readonly ioThreads?: readonly QmpIoThread[]
  readonly dirtyRate?: QmpDirtyRate
}

/** Ask for all that the groups need: one write to QEMU, and no question whose answer the description gives. */
export async function ask(guest: Guest, wanted: Required<StatsGroups>, call: QmpCallOptions): Promise<Asked> {
  const { monitor, config } = guest
  const disks = wanted.blocks && (config.devices?.disks?.length ?? 0) > 0
  const path = wanted.balloon ? balloonPath(config) : undefined
  const io = wanted.ioThreads && (config.iothreads ?? config.iothreadIds?.length ?? 0) > 0
  const [cpus, blockStats, blocks, balloon, ioThreads, dirtyRate] = await Promise.all([
    wanted.vcpus ? monitor.execute('query-cpus-fast', {}, call) : undefined,
    disks ? monitor.execute('query-blockstats', {}, call) : undefined,
    disks ? monitor.execute('query-block', {}, call) : undefined,
    path === undefined ? undefined : guestStats(guest, path, call),
    io ? monitor.execute('query-iothreads', {}, call) : undefined,
    wanted.dirtyRate ? monitor.execute('query-dirty-rate', {}, call) : undefined,
  ])
  return { cpus, blockStats, blocks, balloon, ioThreads, dirtyRate }
}
