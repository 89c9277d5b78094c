import type { ListedSnapshot, SnapshotFilter } from '@virt/core'
import { format, present } from '../../output/format.js'
import { tableOf, type Table } from '../../output/table.js'
import { command, type Command } from '../../parser/command.js'
import { exclusive } from '../../parser/exclusive.js'
import { bool, string } from '../../parser/options.js'
import { chosen } from '../shared/chosen.js'
import { domain } from '../shared/lookup.js'
import { formatTree } from './format-tree.js'

export const snapshotList: Command = command({
  name: 'snapshot-list',
  summary: 'List snapshots for a domain',
  description: 'Snapshot List',
  options: {
    domain,
    parent: bool('add a column showing parent snapshot'),
    roots: bool('list only snapshots without parents'),
    leaves: bool('list only snapshots without children'),
    'no-leaves': bool('list only snapshots that are not leaves (with children)'),
    inactive: bool('filter by snapshots taken while inactive'),
    active: bool('filter by snapshots taken while active (full system snapshots)'),
    'disk-only': bool('filter by disk-only snapshots'),
    internal: bool('filter by internal snapshots'),
    external: bool('filter by external snapshots'),
    tree: bool('list snapshots in a tree'),
    from: string('limit list to children of given snapshot', { named: true }),
    descendants: bool('with --from, list all descendants'),
    name: bool('list snapshot names only'),
    topological: bool('sort list topologically rather than by name'),
    format,
  },
  run: async (session, { domain: { it }, ...values }) => {
    const { tree, name, parent, roots, from, descendants, topological, format: wanted } = values
    exclusive({ ...values, from: from !== undefined }, 'tree', 'roots', 'parent', 'name', 'from')
    exclusive({ roots, from: from !== undefined }, 'roots', 'from')
    const filter = { ...filterOf(values), ...session.call }
    const listed =
      from === undefined
        ? await it.snapshots(filter)
        : await it.snapshot(from).listChildren({ ...filter, ...chosen({ descendants }) })
    const rows = topological || tree ? listed : [...listed].sort(byName)
    if (tree) session.output.print(formatTree(rows))
    else if (name && wanted === 'table') session.output.print(rows.map((each) => `${each.name}\n`).join(''))
    else present(session, wanted, rows.map(factsOf), () => formatList(rows, parent))
  },
})

function formatList(rows: readonly ListedSnapshot[], parent: boolean): Table {
  const cells = (each: ListedSnapshot): string[] => [each.name, shownTime(each.creationTime), each.state]
  return tableOf(
    ['Name', 'Creation Time', 'State', ...(parent ? ['Parent'] : [])],
    rows.map((each) => [...cells(each), ...(parent ? [each.parent ?? ''] : [])]),
  )
}

/** `2026-01-31 12:00:00 +0100`, in the time zone of who reads it. */
function shownTime(seconds: number): string {
  const time = new Date(seconds * 1000)
  const two = (value: number): string => String(value).padStart(2, '0')
  const offset = -time.getTimezoneOffset()
  const zone = `${offset < 0 ? '-' : '+'}${two(Math.floor(Math.abs(offset) / 60))}${two(Math.abs(offset) % 60)}`
  const date = [time.getFullYear(), two(time.getMonth() + 1), two(time.getDate())].join('-')
  return `${date} ${[time.getHours(), time.getMinutes(), time.getSeconds()].map(two).join(':')} ${zone}`
}

const factsOf = (each: ListedSnapshot): object => ({
  name: each.name,
  creationTime: each.creationTime,
  state: each.state,
  parent: each.parent ?? null,
  location: each.location,
  current: each.current,
})

const byName = (a: ListedSnapshot, b: ListedSnapshot): number => (a.name < b.name ? -1 : 1)

const active: readonly ListedSnapshot['state'][] = [
  'nostate',
  'running',
  'blocked',
  'paused',
  'shutdown',
  'crashed',
  'pmsuspended',
]

function filterOf(values: Readonly<Record<string, unknown>>): SnapshotFilter {
  const states = [
    ...(values.inactive ? (['shutoff'] as const) : []),
    ...(values.active ? active : []),
    ...(values['disk-only'] ? (['disk-snapshot'] as const) : []),
  ]
  const { internal, external, leaves } = values
  return {
    ...(values.roots ? { roots: true } : {}),
    ...(leaves !== values['no-leaves'] ? { leaves: Boolean(leaves) } : {}),
    ...(states.length > 0 ? { states } : {}),
    ...(internal !== external
      ? { locations: [internal ? ('internal' as const) : ('external' as const)] }
      : {}),
  }
}
