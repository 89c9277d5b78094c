import type { DomainFilter, DomainRecord } from './domains.js'
import type { DomainStats, StatsGroups } from './figures.js'
import type { DomainRef } from './refs.js'

/** Whether rows of the nearer channels answer a listing, so that nobody further away need be asked. */
export type Enough<Row> = (rows: readonly Row[]) => boolean

/**
 * A listing of active domains is whole when name, id and state of each are known, for the nearest channel knows which are
 * active. What is defined, and how, only the others know.
 */
export function listed({ active, persistent, autostart }: DomainFilter): Enough<DomainRecord> | undefined {
  if (!active || persistent !== undefined || autostart !== undefined) return undefined
  return (rows) =>
    rows.length > 0 && rows.every(({ name, id, state }) => name && id !== undefined && state !== undefined)
}

/** What is wanted when no group is named. */
const usualGroups = ['cpu', 'balloon', 'vcpus', 'blocks', 'interfaces'] as const
const allGroups = [...usualGroups, 'ioThreads', 'dirtyRate', 'vm'] as const

/** Figures are whole when every wanted group of every domain that was asked for is there. */
export function figured(
  domains: readonly DomainRef[] | undefined,
  groups: StatsGroups,
): Enough<DomainStats> | undefined {
  if (!domains) return undefined
  const named = allGroups.filter((group) => groups[group])
  const wanted = named.length > 0 ? named : usualGroups
  return (rows) => {
    const whole = rows.filter((row) => wanted.every((group) => row[group] !== undefined))
    const known = new Set(whole.map(({ domain }) => domain.uuid))
    return domains.every(({ uuid }) => known.has(uuid))
  }
}
