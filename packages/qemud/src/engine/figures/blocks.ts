import type { BlockError, BlockInfo, BlockStats, Call } from '@virt/core/driver'
import { diskNamed } from '../../blocks/find-disk.js'
import { qemuImg } from '../../blocks/qemu-img.js'
import type { QmpImageInfo } from '../../qmp/commands.js'
import type { ManagedDomain } from '../domain.js'
import { figuresOf, infoOf, isOf, pathOf, sizes } from './block-figures.js'

/** What one disk has done, or all. */
export async function blockStatsOf(
  domain: ManagedDomain,
  name: string | undefined,
  call: Call,
): Promise<BlockStats> {
  const { monitor, config } = domain.running()
  const disks = name === undefined ? (config.devices?.disks ?? []) : [diskNamed(config, name)]
  const blockStats = await monitor.execute('query-blockstats', {}, call)
  return disks.map((disk) => figuresOf(disk, { blockStats })).reduce(added, {})
}

/** How large a disk is: QEMU says while it runs, its image otherwise. */
export async function blockInfoOf(domain: ManagedDomain, name: string, call: Call): Promise<BlockInfo> {
  const disk = diskNamed(domain.config, name)
  const path = pathOf(disk)
  if (domain.guest) {
    const { monitor } = domain.guest
    const [blocks, blockStats] = await Promise.all([
      monitor.execute('query-block', {}, call),
      monitor.execute('query-blockstats', {}, call),
    ])
    const info = infoOf(disk, { blocks, blockStats })
    if (info) return info
  }
  if (path === undefined) return { capacity: 0, allocation: 0, physical: 0 }
  const format = disk.driver?.type
  const told = await qemuImg(
    ['info', '-U', '--output=json', ...(format === undefined ? [] : ['-f', format]), path],
    call.signal,
  )
  return sizes(JSON.parse(told) as QmpImageInfo, path, undefined)
}

/** The disks that had errors since the guest was continued. */
export async function blockErrorsOf(domain: ManagedDomain, call: Call): Promise<BlockError[]> {
  const { monitor, config } = domain.running()
  const rows = await monitor.execute('query-block', {}, call)
  return (config.devices?.disks ?? []).flatMap((disk): BlockError[] => {
    const error = errors[rows.find((row) => isOf(disk, row))?.['io-status'] ?? '']
    return error ? [{ disk: disk.target.dev, error }] : []
  })
}

const errors: Partial<Record<string, BlockError['error']>> = { failed: 'unspecified', nospace: 'noSpace' }

function added(sum: BlockStats, each: BlockStats): BlockStats {
  const keys = Object.keys(each).filter((key): key is keyof BlockStats => counted.has(key))
  return { ...sum, ...Object.fromEntries(keys.map((key) => [key, (sum[key] ?? 0) + (each[key] ?? 0)])) }
}

const counted: ReadonlySet<string> = new Set<keyof BlockStats>([
  'readRequests',
  'readBytes',
  'readTime',
  'writeRequests',
  'writeBytes',
  'writeTime',
  'flushRequests',
  'flushTime',
])
