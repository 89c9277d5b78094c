import type { DomainJobInfo, DomainJobOperation } from '@virt/core'
import { format, present } from '../../output/format.js'
import { command, type Command } from '../../parser/command.js'
import { domain } from '../shared/lookup.js'

export const domjobinfo: Command = command({
  name: 'domjobinfo',
  summary: 'domain job information',
  description: 'Returns information about jobs running on a domain.',
  options: { domain, format },
  run: async (session, { domain: { it }, format: wanted }) => {
    const info = await it.jobInfo(session.call)
    present(session, wanted, info, () => formatJob(info))
  },
})

export const domjobabort: Command = command({
  name: 'domjobabort',
  summary: 'abort active domain job',
  description: 'Aborts the currently running domain job',
  options: { domain },
  run: (session, { domain: { it } }) => it.abortJob(session.call),
})

const operationNames: Readonly<Record<DomainJobOperation, string>> = {
  none: 'Unknown',
  start: 'Start',
  save: 'Save',
  restore: 'Restore',
  migrationIn: 'Incoming migration',
  migrationOut: 'Outgoing migration',
  snapshot: 'Snapshot',
  snapshotRevert: 'Snapshot revert',
  dump: 'Dump',
  snapshotDelete: 'Snapshot delete',
}

function formatJob({ operation, elapsed, processed, total }: DomainJobInfo): string {
  if (operation === 'none') return row('Job type', 'None'.padEnd(12))
  const data: readonly (readonly [string, number])[] = [
    ['Data processed', processed],
    ['Data remaining', total - processed],
    ['Data total', total],
  ]
  return [
    row('Job type', 'Unbounded'.padEnd(12)),
    row('Operation', operationNames[operation].padEnd(12)),
    row('Time elapsed', `${String(elapsed).padEnd(12)} ms`),
    ...(total === 0 ? [] : data.map(([label, bytes]) => row(label, scaled(bytes)))),
  ].join('')
}

const row = (label: string, value: string): string => `${`${label}:`.padEnd(17)} ${value}\n`

const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const

function scaled(bytes: number): string {
  const power = bytes < 1024 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10))
  return `${(bytes / 1024 ** power).toFixed(3)} ${units[power] ?? ''}`
}
