import type { DiskConfig } from '@virt/core/config'
import type { Call, DomainStats } from '@virt/core/driver'
import type { QmpBlockStats } from '../qmp/commands.js'
import { threadStat } from '../host/process-times.js'
import { currentVcpus } from './describe.js'
import type { ManagedDomain } from './domain.js'
import type { Guest } from './guest.js'

/** Figures of one domain: all questions to QEMU leave in one write. A guest that ends meanwhile counts as off. */
export async function statsOf(domain: ManagedDomain, call: Call): Promise<DomainStats> {
  const { ref, state, reason, config, guest } = domain
  const maximum = config.vcpu?.count ?? 1
  const inactive: DomainStats = {
    domain: ref,
    state,
    reason,
    balloon: { current: guest?.memory ?? config.currentMemory ?? config.memory, maximum: config.memory },
    vcpus: { current: currentVcpus(config), maximum },
  }
  if (!guest?.connected) return inactive
  const { user, system } = guest.times()
  return { ...inactive, cpu: { time: user + system, user, system }, ...(await asked(guest, inactive, call)) }
}

async function asked(
  guest: Guest,
  { vcpus }: DomainStats,
  call: Call,
): Promise<Pick<DomainStats, 'blocks' | 'vcpus'>> {
  try {
    const [rows, cpus] = await Promise.all([
      guest.monitor.execute('query-blockstats', {}, call),
      guest.monitor.execute('query-cpus-fast', {}, call),
    ])
    const pid = guest.process?.pid ?? 0
    const each = cpus.map((cpu) => ({
      state: 'running' as const,
      time: threadStat(pid, cpu['thread-id'])?.time,
    }))
    const disks = guest.config.devices?.disks ?? []
    return { vcpus: vcpus && { ...vcpus, each }, blocks: disks.map((disk) => blockOf(disk, rows)) }
  } catch (error) {
    call.signal?.throwIfAborted()
    if (guest.connected) throw error
    return {}
  }
}

type Block = NonNullable<DomainStats['blocks']>[number]

function blockOf(disk: DiskConfig, rows: readonly QmpBlockStats[]): Block {
  const path = disk.source?.file ?? disk.source?.dev
  const row = rows.find(({ qdev, device }) => names(disk, qdev) || names(disk, device))
  if (!row) return { name: disk.target.dev, path }
  const { stats } = row
  return {
    name: disk.target.dev,
    path,
    readRequests: stats.rd_operations,
    readBytes: stats.rd_bytes,
    writeRequests: stats.wr_operations,
    writeBytes: stats.wr_bytes,
  }
}

/** QEMU answers with the device's id, or with its path in the object tree. */
function names({ alias }: DiskConfig, device: string | undefined): boolean {
  return alias !== undefined && device !== undefined && device.split('/').includes(alias)
}
