import type { Facts } from './protocol/facts.js'
import { formatSxp, type Sxp } from './sxp/index.js'
import type { Call } from '@virt/core/driver'
import type { XendHost } from './xend-host.js'

/** What `(domain ...)` says of a run, not of its definition. It lingers on when the run is over. */
const ofTheRun = new Set([
  'domid',
  'state',
  'status',
  'start_time',
  'up_time',
  'cpu_time',
  'online_vcpus',
  'shutdown_reason',
  'store_mfn',
  'console_mfn',
])

/** The definition of a domain, as xend takes it back. */
export function definitionOf({ sxp }: Facts): readonly Sxp[] {
  return sxp.filter((item) => typeof item === 'string' || !ofTheRun.has(String(item[0])))
}

/** Give a domain a definition that is different: xend replaces the one of that uuid. */
export async function redefine(
  { xend }: XendHost,
  facts: Facts,
  change: (definition: readonly Sxp[]) => readonly Sxp[],
  call: Call,
): Promise<void> {
  await xend.make('new', { config: formatSxp(change(definitionOf(facts))) }, call)
}

/** The expression with `(name value)` in the place of whatever it had of that name. */
export function withItem(sxp: readonly Sxp[], name: string, value: Sxp): readonly Sxp[] {
  return [...sxp.filter((item) => typeof item === 'string' || item[0] !== name), [name, value]]
}
