import type { DomainState, DomainStats, StatsGroups } from '@virt/core'
import { format, present } from '../../output/format.js'
import { command, type Command } from '../../parser/command.js'
import { bool } from '../../parser/options.js'
import { Failure } from '../../parser/failure.js'
import type { Session } from '../../session.js'
import { chosen } from '../shared/chosen.js'
import { domains } from '../shared/lookup.js'
import { groups, type Line } from './stats-lines.js'

/** What is asked of the connection for it. */
const groupOf: Readonly<Record<string, keyof StatsGroups>> = {
  'cpu-total': 'cpu',
  balloon: 'balloon',
  vcpu: 'vcpus',
  interface: 'interfaces',
  block: 'blocks',
  iothread: 'ioThreads',
  dirtyrate: 'dirtyRate',
  vm: 'vm',
}

export const domstats: Command = command({
  name: 'domstats',
  summary: 'get statistics about one or multiple domains',
  description: 'Gets statistics about one or more (or all) domains',
  options: {
    state: bool('report domain state'),
    'cpu-total': bool('report domain physical cpu usage'),
    balloon: bool('report domain balloon statistics'),
    vcpu: bool('report domain virtual cpu information'),
    interface: bool('report domain network interface information'),
    block: bool('report domain block device statistics'),
    perf: bool('report domain perf event statistics'),
    iothread: bool('report domain IOThread information'),
    memory: bool('report domain memory usage'),
    dirtyrate: bool('report domain dirty rate information'),
    vm: bool('report hypervisor-specific statistics'),
    'list-active': bool('list only active domains'),
    'list-inactive': bool('list only inactive domains'),
    'list-persistent': bool('list only persistent domains'),
    'list-transient': bool('list only transient domains'),
    'list-running': bool('list only running domains'),
    'list-paused': bool('list only paused domains'),
    'list-shutoff': bool('list only shutoff domains'),
    'list-other': bool('list only domains in other states'),
    raw: bool('do not pretty-print the fields'),
    enforce: bool('enforce requested stats parameters'),
    backing: bool('add backing chain information to block stats'),
    nowait: bool('report only stats that are accessible instantly'),
    format,
    domain: domains,
  },
  run: async (session, { domain: some, format: wanted, ...flags }) => {
    const connection = await session.connection()
    const asked = Object.keys(groups).filter((name) => flags[name as keyof typeof flags])
    const needed = Object.fromEntries(asked.flatMap((name) => (groupOf[name] ? [[groupOf[name], true]] : [])))
    const all = await connection.domainStats(some.length > 0 ? some : undefined, {
      ...needed,
      ...chosen({ backing: flags.backing, nowait: flags.nowait }),
      ...session.call,
    })
    if (flags.enforce) enforce(all, asked)
    const persistent = await persistence(session, flags)
    const shown = all.filter((stats) => isWanted(stats, flags) && persistent(stats))
    const names = asked.length > 0 ? asked : Object.keys(groups)
    const facts = shown.map((stats) => ({ ...stats.domain, ...Object.fromEntries(linesOf(stats, names)) }))
    present(session, wanted, facts, () => shown.map((stats) => formatStats(stats, names)).join('\n'))
  },
})

/** Where nothing is known of a group that was asked for by name. */
function enforce(all: readonly DomainStats[], asked: readonly string[]): void {
  for (const name of asked)
    if (all.every((stats) => (groups[name]?.(stats) ?? []).every(([, value]) => value === undefined)))
      throw new Failure(`Stats types bits '${name}' are not supported by this daemon or QEMU`)
}

/** Whether a domain is as persistent as it is wanted. */
async function persistence(
  session: Session,
  { 'list-persistent': persistent, 'list-transient': transient }: Readonly<Record<string, unknown>>,
): Promise<(stats: DomainStats) => boolean> {
  if (persistent === transient) return () => true
  const connection = await session.connection()
  const rows = await connection.listDomains({ persistent: persistent === true, ...session.call })
  const uuids = new Set(rows.map(({ uuid }) => uuid))
  return ({ domain: { uuid } }) => uuids.has(uuid)
}

const linesOf = (stats: DomainStats, names: readonly string[]): Line[] =>
  names.flatMap((name) => groups[name]?.(stats) ?? []).filter(([, value]) => value !== undefined)

const formatStats = (stats: DomainStats, names: readonly string[]): string =>
  `Domain: '${stats.domain.name}'\n${linesOf(stats, names)
    .map(([name, value]) => `  ${name}=${value}\n`)
    .join('')}`

const inactive: readonly DomainState[] = ['shutoff']
const usual: readonly DomainState[] = ['running', 'paused', 'shutoff']

function isWanted({ domain: { id }, state }: DomainStats, flags: Readonly<Record<string, unknown>>): boolean {
  const active = id !== undefined && !inactive.includes(state)
  const byActivity = flags['list-active'] === flags['list-inactive'] || active === flags['list-active']
  const wanted = usual.filter((each) => flags[`list-${each}`])
  if (wanted.length === 0 && !flags['list-other']) return byActivity
  return byActivity && (wanted.includes(state) || (Boolean(flags['list-other']) && !usual.includes(state)))
}
