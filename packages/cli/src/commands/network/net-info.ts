import type { ListedNetwork, Network, NetworkFilter } from '@virt/core'
import { format, present } from '../../output/format.js'
import { formatRecord } from '../../output/record.js'
import { tableOf, type Table } from '../../output/table.js'
import { command, type Command } from '../../parser/command.js'
import { exclusive } from '../../parser/exclusive.js'
import { Failure } from '../../parser/failure.js'
import { bool } from '../../parser/options.js'
import type { Session } from '../../session.js'
import { edit } from '../shared/edit.js'
import { network, networkByItsName, networkByItsUuid } from '../shared/lookup.js'

const yesNo = (value: boolean): string => (value ? 'yes' : 'no')

export const netList: Command = command({
  name: 'net-list',
  summary: 'list networks',
  description: 'Returns list of networks.',
  options: {
    inactive: bool('list inactive networks'),
    all: bool('list inactive & active networks'),
    persistent: bool('list persistent networks'),
    transient: bool('list transient networks'),
    autostart: bool('list networks with autostart enabled'),
    'no-autostart': bool('list networks with autostart disabled'),
    uuid: bool("list uuid's only"),
    name: bool('list network names only'),
    table: bool('list table (default)'),
    format,
  },
  run: async (session, values) => {
    exclusive(values, 'table', 'name', 'uuid')
    exclusive(values, 'name', 'uuid')
    const connection = await session.connection()
    const networks = (await connection.listNetworks({ ...filterOf(values), ...session.call })).sort(byName)
    const field = values.name ? 'name' : values.uuid ? 'uuid' : undefined
    if (field && values.format === 'table') {
      session.output.print(networks.map((each) => `${each[field]}\n`).join(''))
      return
    }
    present(session, values.format, networks.map(factsOf), () => formatList(networks))
  },
})

const formatList = (networks: readonly ListedNetwork[]): Table =>
  tableOf(
    ['Name', 'State', 'Autostart', 'Persistent'],
    networks.map((each) => [
      each.name,
      each.active ? 'active' : 'inactive',
      yesNo(each.autostarts),
      yesNo(each.persistent),
    ]),
  )

const factsOf = ({ name, uuid, active, persistent, autostarts, bridge }: ListedNetwork): object => ({
  name,
  uuid,
  active,
  persistent,
  autostart: autostarts,
  bridge,
})

const byName = (a: Network, b: Network): number => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1)

function filterOf(values: Readonly<Record<string, unknown>>): NetworkFilter {
  const filter: { -readonly [K in keyof NetworkFilter]: NetworkFilter[K] } = {}
  if (!values.all) filter.active = !values.inactive
  if (values.transient !== values.persistent) filter.persistent = Boolean(values.persistent)
  if (values.autostart !== values['no-autostart']) filter.autostart = Boolean(values.autostart)
  return filter
}

async function rowOf(session: Session, it: Network): Promise<ListedNetwork> {
  const connection = await session.connection()
  const row = (await connection.listNetworks(session.call)).find(({ uuid }) => uuid === it.uuid)
  if (!row) throw new Failure(`failed to get network '${it.name}'`)
  return row
}

export const netInfo: Command = command({
  name: 'net-info',
  summary: 'network information',
  description: 'Returns basic information about the network',
  options: { network, format },
  run: async (session, { network: { it }, format: wanted }) => {
    const row = await rowOf(session, it)
    present(session, wanted, factsOf(row), () =>
      formatRecord([
        ['Name', it.name],
        ['UUID', it.uuid],
        ['Active', yesNo(row.active)],
        ['Persistent', yesNo(row.persistent)],
        ['Autostart', yesNo(row.autostarts)],
        ['Bridge', row.bridge],
      ]),
    )
  },
})

export const netDumpxml: Command = command({
  name: 'net-dumpxml',
  summary: 'network information in XML',
  description: 'Output the network information as an XML dump to stdout.',
  options: {
    network,
    inactive: bool('show inactive defined XML'),
  },
  run: async (session, { network: { it }, inactive }) =>
    session.output.print(await it.xml({ ...(inactive && { inactive }), ...session.call })),
})

export const netEdit: Command = command({
  name: 'net-edit',
  summary: 'edit XML configuration for a network',
  description: 'Edit the XML configuration for a network.',
  options: { network },
  run: async (session, { network: { it } }) => {
    const connection = await session.connection()
    const text = await it.xml({ inactive: true, ...session.call })
    const save = (edited: string): Promise<unknown> => connection.defineNetwork(edited, session.call)
    const changed = await edit(session, { text, save })
    session.output.confirm(`Network ${it.name} XML configuration ${changed ? 'edited' : 'not changed'}.`)
  },
})

export const netName: Command = command({
  name: 'net-name',
  summary: 'convert a network UUID to network name',
  options: { network: networkByItsUuid },
  run: async ({ output }, { network: { it } }) => output.line(it.name),
})

export const netUuid: Command = command({
  name: 'net-uuid',
  summary: 'convert a network name to network UUID',
  options: { network: networkByItsName },
  run: async ({ output }, { network: { it } }) => output.line(it.uuid),
})
