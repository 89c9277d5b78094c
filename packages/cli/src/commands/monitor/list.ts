import type { DomainFilter, DomainState, ListedDomain } from '@virt/core'
import { format, present } from '../../output/format.js'
import { tableOf, type Table } from '../../output/table.js'
import { command, type Command } from '../../parser/command.js'
import { exclusive } from '../../parser/exclusive.js'
import { bool } from '../../parser/options.js'
import type { Session } from '../../session.js'
import { stateName } from '../shared/state-names.js'

const known: readonly DomainState[] = ['running', 'paused', 'shutoff']
const other: readonly DomainState[] = ['nostate', 'blocked', 'shutdown', 'crashed', 'pmsuspended']

export const list: Command = command({
  name: 'list',
  summary: 'list domains',
  description: 'Returns list of domains.',
  options: {
    inactive: bool('list inactive domains'),
    all: bool('list inactive & active domains'),
    transient: bool('list transient domains'),
    persistent: bool('list persistent domains'),
    'state-running': bool('list domains in running state'),
    'state-paused': bool('list domains in paused state'),
    'state-shutoff': bool('list domains in shutoff state'),
    'state-other': bool('list domains in other states'),
    autostart: bool('list domains with autostart enabled'),
    'no-autostart': bool('list domains with autostart disabled'),
    'with-managed-save': bool('list domains with managed save state'),
    'without-managed-save': bool('list domains without managed save'),
    'with-snapshot': bool('list domains with existing snapshot'),
    'without-snapshot': bool('list domains without a snapshot'),
    uuid: bool("list uuid's only"),
    name: bool('list domain names only'),
    id: bool('list domain IDs only'),
    table: bool('list table (default)'),
    'managed-save': bool('mark inactive domains with managed save state'),
    title: bool('show domain title'),
    format,
  },
  run: async (session, values) => {
    exclusive(values, 'table', 'name', 'uuid', 'id')
    const connection = await session.connection()
    const listed = await connection.listDomains({ ...filterOf(values), ...session.call })
    const saved = listed.filter(savedAs(values))
    const domains = (await withSnapshots(saved, values, session)).sort(inOrder)
    const wanted = columns.filter(({ option }) => values[option])
    const titles = values.title ? await titlesOf(domains, session) : undefined
    present(session, values.format, domains.map(factsOf), () =>
      wanted.length > 0
        ? formatColumns(domains, wanted)
        : formatList(domains, titles, values['managed-save']),
    )
  },
})

interface Column {
  readonly option: 'id' | 'uuid' | 'name'
  readonly width: number
  readonly value: (domain: ListedDomain) => string
}

/** What `--id --uuid --name` print. */
const columns: readonly Column[] = [
  { option: 'id', width: 6, value: (domain) => shownId(domain) },
  { option: 'uuid', width: 36, value: ({ uuid }) => uuid },
  { option: 'name', width: 30, value: ({ name }) => name },
]

function formatColumns(domains: readonly ListedDomain[], wanted: readonly Column[]): string {
  const row = (domain: ListedDomain): string =>
    wanted.map(({ value, width }) => value(domain).padEnd(wanted.length > 1 ? width : 0)).join(' ')
  return domains.map((each) => `${row(each)}\n`).join('')
}

function formatList(
  domains: readonly ListedDomain[],
  titles: readonly string[] | undefined,
  marked: boolean,
): Table {
  const header = ['Id', 'Name', 'State']
  const rows = domains.map((each) => [shownId(each), each.name, shownState(each, marked)])
  if (!titles) return tableOf(header, rows)
  return tableOf(
    [...header, 'Title'],
    rows.map((row, index) => [...row, titles[index] ?? '']),
  )
}

const titlesOf = (domains: readonly ListedDomain[], { call }: Session): Promise<string[]> =>
  Promise.all(domains.map(async (each) => (await each.config(call)).title ?? ''))

const shownId = ({ id }: ListedDomain): string => (id === undefined ? '-' : String(id))

const shownState = ({ id, state, saved }: ListedDomain, marked: boolean): string =>
  marked && saved && id === undefined ? 'saved' : stateName(state)

const factsOf = ({ id, name, uuid, state, reason, persistent, autostarts, saved }: ListedDomain): object => ({
  id: id ?? null,
  name,
  uuid,
  state,
  reason,
  persistent,
  autostart: autostarts,
  managedSave: saved,
})

type Choice = Readonly<Record<string, unknown>>

/** Without a word about state, only active domains. */
function filterOf(values: Choice): DomainFilter {
  const states = [
    ...known.filter((state) => values[`state-${state}`]),
    ...(values['state-other'] ? other : []),
  ]
  const filter: { -readonly [K in keyof DomainFilter]: DomainFilter[K] } = {}
  if (values.inactive && !values.all) filter.active = false
  if (!values.inactive && !values.all && states.length === 0) filter.active = true
  if (states.length > 0) filter.states = states
  if (values.transient !== values.persistent) filter.persistent = Boolean(values.persistent)
  if (values.autostart !== values['no-autostart']) filter.autostart = Boolean(values.autostart)
  return filter
}

/** A choice that the driver is not asked for. */
function savedAs(values: Choice): (domain: ListedDomain) => boolean {
  const wanted = Boolean(values['with-managed-save'])
  const chosen = wanted !== Boolean(values['without-managed-save'])
  return ({ saved = false }) => !chosen || saved === wanted
}

/** The same of snapshots, of which each domain is asked. */
async function withSnapshots(
  domains: readonly ListedDomain[],
  values: Choice,
  { call }: Session,
): Promise<ListedDomain[]> {
  const wanted = Boolean(values['with-snapshot'])
  if (wanted === Boolean(values['without-snapshot'])) return [...domains]
  const has = await Promise.all(domains.map(async (each) => (await each.snapshots(call)).length > 0))
  return domains.filter((_, index) => has[index] === wanted)
}

/** Active ones by id, then the others by name. */
function inOrder(a: ListedDomain, b: ListedDomain): number {
  if (a.id !== undefined && b.id !== undefined) return a.id - b.id
  if (a.id !== undefined) return -1
  if (b.id !== undefined) return 1
  return a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1
}
